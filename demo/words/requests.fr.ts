import type { Right } from '../../domain/rights.ts';

/** What people write, by right, in French. Invented. */
export const REQUESTS: Record<Right, readonly string[]> = {
  access: [
    'Bonjour, je souhaite savoir quelles données vous détenez sur moi et en recevoir une copie. J’ai ouvert un compte il y a quelques années et je ne sais plus ce que j’y ai mis.',
    'Au titre de l’article 15, merci de me transmettre l’ensemble des données de mon compte, mes échanges avec l’assistance et la liste des destinataires. Un tableur me convient.',
    'Notre société a résilié au printemps ; j’étais l’interlocutrice désignée. Que gardez-vous encore à mon nom, et jusqu’à quand ?',
    'Un revendeur m’appelle et connaît précisément mon offre. Que lui avez-vous communiqué ? Je demande une copie complète de mes données.',
    'je veux tout ce que vous avez sur moi merci',
  ],
  rectification: [
    'J’ai changé de nom en juin. Mon espace refuse l’apostrophe et n’enregistre rien. Pouvez-vous corriger, y compris sur les factures ?',
    'Vous avez encore mon ancienne adresse, alors que je l’ai modifiée deux fois. La dernière relance est arrivée chez les nouveaux locataires.',
    'Le numéro de TVA de mon compte est celui de mon ancien associé. Le mien figure sur le courrier ci-joint.',
    'D’après votre fiche je suis né en 1896. Je me porte bien pour mon âge, mais merci de corriger.',
  ],
  erasure: [
    'Merci de fermer mon compte et d’effacer les données qui me concernent. Les deux projets d’essai peuvent disparaître aussi, j’en ai copie.',
    'Je n’utilise plus vos services. Effacez mon compte, mes tickets, mon numéro de téléphone, et dites-moi ce que vous devez garder et pourquoi.',
    'Je me suis inscrit par erreur avec mon adresse professionnelle. Supprimez le compte, aujourd’hui si possible.',
    'Mon employeur a créé un compte à mon nom sans me le demander. Je veux qu’il disparaisse, photo comprise.',
    'Effacez-moi de vos systèmes. De tous. Je n’ai pas à dire pourquoi.',
  ],
  restriction: [
    'Je conteste la consommation facturée en mars. En attendant, merci de ne plus utiliser ni effacer ces relevés, j’en aurai besoin.',
    'Je me suis opposée à la notation de mon compte. Le temps de votre examen, conservez les données sans rien en faire d’autre.',
    'Vous dites que mon adresse est fausse, je dis qu’elle est juste. Gelez-la jusqu’à ce que nous soyons d’accord.',
  ],
  portability: [
    'Je change d’hébergeur. Merci de me remettre mes données de compte, contacts et réglages en JSON ou en CSV ; si vous pouvez les lui transmettre directement, c’est encore mieux.',
    'Je voudrais mes contacts et les tickets que j’ai saisis dans un format lisible par un programme. Pas un PDF, s’il vous plaît.',
    'Pouvez-vous exporter ce que je vous ai fourni depuis 2021 ? Mon nouvel hébergeur sait lire le CSV.',
  ],
  objection: [
    'Je m’oppose au profil d’usage établi par votre lettre d’information. Je conseille un concurrent et mes clics sont confidentiels.',
    'Je refuse que mes échanges avec l’assistance servent à former qui que ce soit. J’y parle de ma santé.',
    'Je ne veux plus figurer parmi vos références : j’ai quitté cette société avec un accord qui m’impose la discrétion.',
  ],
  'marketing-objection': [
    'Cessez de m’envoyer des offres. Le lien en bas de page demande un mot de passe et je n’ai pas de compte.',
    'Plus de lettres, plus d’appels, plus de courriers. Merci.',
    'Je me suis désinscrit trois fois. Voici la quatrième.',
    'Retirez-moi de la campagne de printemps et de toutes celles qui suivront.',
  ],
  'consent-withdrawal': [
    'À l’inscription j’avais accepté l’usage de mon nom et de ma photographie. Je retire cet accord.',
    'Je ne souhaite plus être appelée pour vos enquêtes. Elles étaient agréables, mais trop nombreuses.',
    'Je retire mon consentement aux cookies de mesure. Votre bandeau ne réapparaît pas, alors je vous écris.',
  ],
  'automated-decision': [
    'Mon paiement a été refusé dans la seconde : personne n’a pu lire ma demande. Je souhaite qu’une personne la regarde. Je paie tout depuis six ans.',
    'Votre système a bloqué mon compte pour activité inhabituelle ; j’étais en voyage. Merci de faire réexaminer cela.',
    'On m’a placé d’office au paiement d’avance. Pour quel motif, et qui l’a décidé ?',
  ],
  'after-death': [
    'Mon frère est décédé en mai. Il a laissé des directives : son compte est à fermer et ses photographies me reviennent. Je joins copie des deux papiers.',
    'Je voudrais consigner ce qu’il adviendra de mon compte après moi : tout effacer, sauf les pages de famille.',
  ],
};

export const UNCLEAR = [
  'Je veux mes droits.',
  'Vous savez de quoi il s’agit. Merci de faire le nécessaire.',
  'Tout ce qu’il y a entre nous, s’il vous plaît. Vous connaissez la période.',
] as const;

export const MESSAGES = [
  'J’oubliais : le compte était à mon ancienne adresse, amelie.ancienne@example.org.',
  'Avez-vous des nouvelles ? Je serai absente à partir du 12.',
  'Merci pour votre réponse rapide. La période qui m’intéresse va de janvier à juin.',
] as const;
