import type { Worded } from '../languages.ts';
import { RIGHTS_OF_ARTICLE_12, type Right } from '../rights.ts';
import { cited, type Law, type StatutoryRefusal } from './law.ts';

/** A ground of refusal as the law of a request has it, its passage cited in full. */
export type RefusalGround = Omit<StatutoryRefusal, 'article'> & { article?: Worded };

const EXCEPT_MARKETING = RIGHTS_OF_ARTICLE_12.filter((right) => right !== 'marketing-objection');

/**
 * Grounds that several laws have, in words that fit each; the law names the passage. An objection to marketing is absolute: only
 * the general ground applies to it. Art. 12(5) GDPR covers Arts. 15 to 22, so consent can be withdrawn however often (Art. 7(3));
 * the only ground against that is that there was none.
 */
const SHARED = [
  {
    id: 'unfounded-or-excessive',
    rights: RIGHTS_OF_ARTICLE_12,
    title: {
      en: 'The request is manifestly unfounded or excessive',
      fr: 'La demande est manifestement infondée ou excessive',
    },
  },
  {
    id: 'not-identifiable',
    rights: [...EXCEPT_MARKETING, 'after-death'],
    title: {
      en: 'We cannot identify the person in the data',
      fr: 'Nous ne pouvons pas identifier la personne dans les données',
    },
  },
  {
    id: 'rights-of-others',
    rights: ['access', 'portability'],
    title: {
      en: 'The copy would harm the rights of others',
      fr: 'La copie porterait atteinte aux droits d’autrui',
    },
  },
  {
    id: 'not-portable',
    rights: ['portability'],
    title: {
      en: 'The data does not rest on consent or a contract, or is not processed by automated means',
      fr: 'Les données ne reposent ni sur un consentement ni sur un contrat, ou ne sont pas traitées de façon automatisée',
    },
  },
  {
    id: 'data-accurate',
    rights: ['rectification'],
    title: { en: 'The data is accurate and complete', fr: 'Les données sont exactes et complètes' },
  },
  {
    id: 'no-erasure-ground',
    rights: ['erasure'],
    title: {
      en: 'None of the grounds for erasure applies',
      fr: 'Aucun des motifs d’effacement n’est applicable',
    },
  },
  {
    id: 'free-expression',
    rights: ['erasure'],
    title: {
      en: 'The data is needed for freedom of expression and information',
      fr: 'Les données sont nécessaires à la liberté d’expression et d’information',
    },
  },
  {
    id: 'legal-duty',
    rights: ['erasure'],
    title: {
      en: 'The data is needed for a legal duty or a public task',
      fr: 'Les données sont nécessaires au respect d’une obligation légale ou à une mission d’intérêt public',
    },
  },
  {
    id: 'public-health',
    rights: ['erasure'],
    title: {
      en: 'The data is needed in the public interest in public health',
      fr: 'Les données sont nécessaires à l’intérêt public dans le domaine de la santé publique',
    },
  },
  {
    id: 'archives-and-research',
    rights: ['erasure'],
    title: {
      en: 'The data is needed for archives in the public interest, research or statistics',
      fr: 'Les données sont nécessaires à des archives d’intérêt public, à la recherche ou aux statistiques',
    },
  },
  {
    id: 'legal-claims',
    rights: ['erasure'],
    title: {
      en: 'The data is needed to establish, exercise or defend legal claims',
      fr: 'Les données sont nécessaires à la constatation, à l’exercice ou à la défense de droits en justice',
    },
  },
  {
    id: 'no-restriction-ground',
    rights: ['restriction'],
    title: {
      en: 'None of the grounds for restriction applies',
      fr: 'Aucun des motifs de limitation n’est applicable',
    },
  },
  {
    id: 'compelling-grounds',
    rights: ['objection'],
    title: {
      en: 'Compelling legitimate grounds, or legal claims, prevail',
      fr: 'Des motifs légitimes et impérieux, ou des droits en justice, prévalent',
    },
  },
  {
    id: 'no-automated-decision',
    rights: ['automated-decision'],
    title: {
      en: 'No decision by automated means alone, or one that Art. 22(2) allows',
      fr: 'Pas de décision entièrement automatisée, ou une décision que l’art. 22(2) permet',
    },
  },
  {
    id: 'no-consent',
    rights: ['consent-withdrawal'],
    title: {
      en: 'No use of the data rests on a consent',
      fr: 'Aucune utilisation des données ne repose sur un consentement',
    },
  },
  {
    id: 'not-entitled-after-death',
    rights: ['after-death'],
    title: {
      en: 'Whoever asks is neither named in the instructions nor an heir to whom the law opens the data',
      fr: 'La personne qui demande n’est ni désignée par les directives ni un héritier à qui la loi ouvre les données',
    },
  },
  {
    id: 'national-law',
    rights: [...EXCEPT_MARKETING, 'after-death'],
    title: {
      en: 'A national law restricts this right (name it in the facts)',
      fr: 'Une loi nationale limite ce droit (à nommer dans les faits)',
    },
  },
] as const satisfies readonly { id: string; rights: readonly Right[]; title: Worded }[];

/** A ground as a pack gives it. By its id alone, it takes words and rights from the shared grounds. */
type GivenRefusal = Pick<StatutoryRefusal, 'id' | 'confirmed'> & Partial<StatutoryRefusal>;

/** Whether a ground is shared, so that a pack need not word it. */
export const isShared = (id: string): boolean => SHARED.some((ground) => ground.id === id);

/** A ground with its words and the rights that it can be used against. */
export function groundFrom(given: GivenRefusal): StatutoryRefusal {
  const shared = SHARED.find(({ id }) => id === given.id);
  const { title = shared?.title ?? { en: given.id }, rights = shared?.rights ?? [] } = given;
  return { ...given, title, rights };
}

/** The grounds of refusal that the law of a request has for a right: for erasure under the GDPR, Art. 17(3)(a) to (e) among them. */
export const groundsFor = ({ law }: { law: Law }, right: Right): RefusalGround[] =>
  law.refusals.filter((ground) => ground.rights.includes(right)).map((ground) => inFull(law, ground));

/**
 * The ground of an id: from the law of the request, or else from another law under which it was decided before its policy changed.
 */
export function groundOf(
  { law }: { law: Law },
  packs: readonly { law?: Law }[],
  id: string,
): RefusalGround | undefined {
  for (const each of [law, ...packs.flatMap((pack) => pack.law ?? [])]) {
    const ground = each.refusals.find((one) => one.id === id);
    if (ground) return inFull(each, ground);
  }
  return undefined;
}

const inFull = (law: Law, { article, ...ground }: StatutoryRefusal): RefusalGround => ({
  ...ground,
  article: article === undefined ? undefined : cited(law, article),
});
