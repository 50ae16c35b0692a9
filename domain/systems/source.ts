import { folded } from '../folding.ts';

/** As the register asks for it to be written, and as people write it, in the languages of the desk. */
const THE_PERSON = [
  ...['the person', 'person', 'the person themselves', 'the person concerned', 'the data subject', 'you'],
  ...['la personne', 'la personne elle-même', 'la personne concernée', 'l’intéressé', 'vous'],
  ...[
    'die Person',
    'die Person selbst',
    'die betroffene Person',
    'von der Person',
    'von der betroffenen Person',
  ],
].map(folded);

/**
 * Whether a system's source says that the person provided all of its data (Art. 20(1) GDPR): `The person.` does, `the person, and a
 * credit agency` does not say it of all.
 */
export const isFromPerson = (source: string): boolean =>
  THE_PERSON.includes(folded(source.replace(/[.\s]+$/, '')));
