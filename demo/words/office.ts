import type { Worksheet } from '../../domain/lifecycle/worksheet.ts';
import type { DemoLanguage } from './spoken.ts';

type Bilingual = Record<DemoLanguage, string>;

/** What the office writes to people, in their language, and to itself. Invented. */
export const DOUBTS: readonly Bilingual[] = [
  {
    en: 'The request came from an address that is not the one in the account.',
    fr: 'La demande vient d’une adresse qui n’est pas celle du compte.',
  },
  {
    en: 'Two customers have this name, and the request does not say which account it means.',
    fr: 'Deux clients portent ce nom et la demande ne dit pas de quel compte il s’agit.',
  },
];
export const NEEDED: readonly Bilingual[] = [
  {
    en: 'The customer number, or the amount of your last invoice.',
    fr: 'Le numéro de client, ou le montant de votre dernière facture.',
  },
  {
    en: 'An answer from the address that is registered in the account.',
    fr: 'Une réponse depuis l’adresse enregistrée dans le compte.',
  },
];
export const INCOMPLETE: Bilingual = {
  en: 'Two colleagues still owe us a part. We do not want to keep you waiting for the rest.',
  fr: 'Deux collègues nous doivent encore une partie. Nous ne voulons pas vous faire attendre pour le reste.',
};

export const REST: Bilingual = {
  en: 'Here is what was missing from our answer, as far as our colleagues have found it.',
  fr: 'Voici ce qui manquait à notre réponse, pour autant que nos collègues l’ont trouvé.',
};

export const NOTHING_FOLLOWS: Bilingual = {
  en: 'Both colleagues have searched their systems since. Nothing about you is in them.',
  fr: 'Les deux collègues ont depuis cherché dans leurs systèmes. Rien ne vous y concerne.',
};

export const UNCONFIRMED: Bilingual = {
  en: 'A customer of many years, who wrote from the address in the account.',
  fr: 'Client de longue date, qui a écrit depuis l’adresse du compte.',
};
export const IDENTITY_REJECTED: Bilingual = {
  en: 'The details that were sent fit no account, and the second question was not answered. We hold nothing that we could tie to the person who wrote.',
  fr: 'Les éléments reçus ne correspondent à aucun compte et la seconde question est restée sans réponse. Rien de ce que nous détenons ne peut être rattaché à la personne qui écrit.',
};
export const QUESTIONS: readonly Bilingual[] = [
  {
    en: 'We hold account data, invoices, tickets and access logs. Do you want all of it, or a certain part or period?',
    fr: 'Nous détenons des données de compte, des factures, des tickets et des journaux d’accès. Souhaitez-vous tout, ou une partie ou une période précise ?',
  },
  {
    en: 'Which of the two accounts under your name do you mean?',
    fr: 'Duquel des deux comptes à votre nom s’agit-il ?',
  },
];
export const CLARIFIED: readonly Bilingual[] = [
  { en: 'Tickets of this year only.', fr: 'Uniquement les tickets de cette année.' },
  { en: 'The private account, not the company’s.', fr: 'Le compte personnel, pas celui de la société.' },
];
export const EXTENSION_REASONS: readonly Bilingual[] = [
  {
    en: 'The answer needs eleven years of correspondence to be read, with the names of others taken out by hand.',
    fr: 'La réponse demande la lecture de onze années de correspondance, dont les noms de tiers sont à retirer à la main.',
  },
  {
    en: 'The data lies in three archived systems that have to be restored first.',
    fr: 'Les données se trouvent dans trois systèmes archivés qu’il faut d’abord restaurer.',
  },
];
export const GIVING_UP: Bilingual = {
  en: 'We wrote to you and have had no answer.',
  fr: 'Nous vous avons écrit et n’avons pas eu de réponse.',
};
export const WITHDRAWN: Bilingual = {
  en: 'No longer needed, the person has found the data in the account.',
  fr: 'Plus nécessaire, la personne a trouvé les données dans son compte.',
};
export const REOPENED: Bilingual = {
  en: 'The person pointed out that the tickets of 2023 were missing.',
  fr: 'La personne signale qu’il manque les tickets de 2023.',
};
export const NOTHING_HELD: Bilingual = {
  en: 'We searched accounts, tickets, invoices and the mail archive under your name and address and found nothing.',
  fr: 'Nous avons cherché votre nom et votre adresse dans les comptes, tickets, factures et archives de courriel, sans rien trouver.',
};

/** Reasons for a refusal, by ground. */
export const REFUSALS: Record<string, Bilingual> = {
  'unfounded-or-excessive': {
    en: 'This is the ninth request in five weeks for the same data; nothing has changed since the answer of last month, which is enclosed again.',
    fr: 'Il s’agit de la neuvième demande en cinq semaines pour les mêmes données ; rien n’a changé depuis la réponse du mois dernier, jointe à nouveau.',
  },
  'rights-of-others': {
    en: 'The recordings of the two calls contain what another customer said in confidence, and cannot be cut.',
    fr: 'Les enregistrements des deux appels contiennent les propos confidentiels d’un autre client et ne peuvent être découpés.',
  },
  'data-accurate': {
    en: 'The address is the one on your last signed order and on the commercial register.',
    fr: 'L’adresse est celle de votre dernière commande signée et du registre du commerce.',
  },
  'legal-duty': {
    en: 'Invoices and payments must be kept for ten years under the law on accounting.',
    fr: 'Les factures et paiements doivent être conservés dix ans en vertu du droit comptable.',
  },
  'legal-claims': {
    en: 'An action about the unpaid invoices is before the court; the records are evidence in it.',
    fr: 'Une action relative aux factures impayées est en cours ; ces pièces en sont la preuve.',
  },
  'no-restriction-ground': {
    en: 'The readings were checked on site and agreed in writing, so that nothing about them is still open.',
    fr: 'Les relevés ont été vérifiés sur place et acceptés par écrit : plus rien n’est en discussion.',
  },
  'compelling-grounds': {
    en: 'The log-in records are needed to find abuse of accounts, and are kept for twelve months only.',
    fr: 'Les journaux de connexion servent à déceler l’usage abusif des comptes et ne sont gardés que douze mois.',
  },
};

/** For laws with grounds of their own. */
export const OTHER_REFUSAL: Bilingual = {
  en: 'The data is needed for a procedure that is still open; we will look at it again when that ends.',
  fr: 'Les données sont nécessaires à une procédure en cours ; nous les réexaminerons à son terme.',
};

/** What was done to keep a promise, and the proof. */
export const PROMISES_KEPT: Record<string, { done: Bilingual; proof: string }> = {
  'marketing-stop': {
    done: {
      en: 'Taken out of the newsletter and of the calls; the address is on the list of those who are not written to.',
      fr: 'Retiré de la lettre d’information et des appels ; l’adresse figure sur la liste de ceux à qui l’on n’écrit plus.',
    },
    proof: 'Suppression list, entry of the day',
  },
  'consent-stop': {
    done: {
      en: 'The use that rested on the consent was switched off.',
      fr: 'L’utilisation qui reposait sur le consentement a été arrêtée.',
    },
    proof: 'Consent record, entry of the day',
  },
  'account-deletion': {
    done: {
      en: 'Account closed, profile, contacts and projects deleted.',
      fr: 'Compte fermé, profil, contacts et projets supprimés.',
    },
    proof: 'Deletion job, exit 0, 1 account',
  },
  'other-data-deletion': {
    done: {
      en: 'Tickets, access logs and mail list entries purged; oldest backup has rotated out.',
      fr: 'Tickets, journaux d’accès et listes d’envoi purgés ; la plus ancienne sauvegarde a expiré.',
    },
    proof: 'Purge job, exit 0, log attached in the operations record',
  },
};

/** Why the ninth request in five weeks is held to be excessive: everything of the worksheet but the facts for the letter. */
export const WORKSHEET: Record<keyof Bilingual, Worksheet> = {
  en: {
    case: 'abusive',
    history: 'Eight requests for the same data in five weeks, each answered in full.',
    historyEvidence: 'Log of the eight requests, our answers',
    misuse: 'Each came within an hour of our answer to the one before, word for word the same.',
    misuseEvidence: 'Times of receipt in the log',
    intent: 'The person wrote to support that they will go on “until you pay”.',
    intentEvidence: 'Ticket 4471',
    otherwise: 'A lost answer: each was opened by its link. New data: none since last month.',
    otherwiseEvidence: 'Log of the links, export of the account',
    milder: 'We offered a call and asked what is missing; the person named nothing.',
    milderEvidence: 'Our question and its reply in ticket 4471',
    decidedBy: 'Data protection officer',
    checkedBy: 'Head of legal affairs',
  },
  fr: {
    case: 'abusive',
    history: 'Huit demandes pour les mêmes données en cinq semaines, toutes satisfaites.',
    historyEvidence: 'Journal des huit demandes, nos réponses',
    misuse: 'Chacune est arrivée dans l’heure suivant notre réponse, mot pour mot la même.',
    misuseEvidence: 'Heures de réception au journal',
    intent: 'La personne a écrit au support qu’elle continuera « jusqu’à ce que vous payiez ».',
    intentEvidence: 'Ticket 4471',
    otherwise: 'Une réponse perdue : chacune a été ouverte. Des données nouvelles : aucune depuis un mois.',
    otherwiseEvidence: 'Journal des liens, export du compte',
    milder: 'Nous avons proposé un appel et demandé ce qui manque ; la personne n’a rien indiqué.',
    milderEvidence: 'Notre question et sa réponse, ticket 4471',
    decidedBy: 'Déléguée à la protection des données',
    checkedBy: 'Direction juridique',
  },
};
