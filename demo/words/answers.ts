import type { Right } from '../../domain/rights.ts';
import type { DemoLanguage } from './spoken.ts';

/** The text of an answer, by right and language. Invented. */
export const ANSWERS: Record<Right, Record<DemoLanguage, string>> = {
  access: {
    en: 'Here is a copy of the data that we hold about you, with its purposes, recipients and the time it is kept. The names of others are taken out.',
    fr: 'Voici la copie des données que nous détenons sur vous, avec leurs finalités, leurs destinataires et leur durée de conservation. Les noms de tiers sont retirés.',
  },
  rectification: {
    en: 'The entry is corrected in the account, on the open invoices and with our payment provider, who was told.',
    fr: 'La donnée est corrigée dans le compte, sur les factures en cours et chez notre prestataire de paiement, qui en a été informé.',
  },
  erasure: {
    en: 'Your account is closed and its data deleted. What remains elsewhere follows within 30 days of your request. Invoices are kept because the law on accounting requires it.',
    fr: 'Votre compte est fermé et ses données effacées. Le reste le sera dans les 30 jours de votre demande. Les factures sont gardées, comme l’exige le droit comptable.',
  },
  restriction: {
    en: 'The records are marked: they are kept, and not used for anything else, until the matter is settled. We will write to you before that ends.',
    fr: 'Les données sont marquées : elles sont conservées, sans autre usage, jusqu’à ce que la question soit réglée. Nous vous écrirons avant d’y mettre fin.',
  },
  portability: {
    en: 'Attached is what you gave us, one file, UTF-8, comma separated, with a heading for each column.',
    fr: 'Ci-joint ce que vous nous avez fourni : un fichier, UTF-8, séparé par des virgules, avec un titre par colonne.',
  },
  objection: {
    en: 'We have stopped this use for your data. What was made from it has been deleted.',
    fr: 'Nous avons mis fin à cet usage de vos données. Ce qui en avait été tiré est effacé.',
  },
  'marketing-objection': {
    en: 'You are off every list since the day your letter came, and a mark keeps you off.',
    fr: 'Vous êtes retiré de toutes les listes depuis le jour de votre courrier, et une marque vous en tient à l’écart.',
  },
  'consent-withdrawal': {
    en: 'Your withdrawal is recorded. The page with your name and photograph is taken down.',
    fr: 'Votre retrait est enregistré. La page avec votre nom et votre photographie est retirée.',
  },
  'automated-decision': {
    en: 'A colleague has looked at your file from the beginning. The decision is lifted, and the rule that led to it is being changed.',
    fr: 'Une collègue a repris votre dossier depuis le début. La décision est levée et la règle qui l’avait produite est en cours de modification.',
  },
  'after-death': {
    en: 'The instructions are recorded and carried out. The photographs are on the enclosed medium.',
    fr: 'Les directives sont enregistrées et exécutées. Les photographies sont sur le support joint.',
  },
};
