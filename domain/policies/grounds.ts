import { RIGHTS, type Right } from '../rights.ts';
import type { Worded } from './policy.ts';

/** A ground on which a request may be refused, in whole or part. `rights` are those it can be used against. */
export type RefusalGround = { id: string; article: string; rights: readonly Right[]; title: Worded };

/**
 * The closed list of grounds (Art. 12(4) asks for the reasons of a refusal). An objection to marketing and a withdrawal
 * of consent are absolute: only the two general grounds reach them. What a policy says without naming a ground
 * (`confirmed: false` exemptions) is not one.
 */
export const REFUSAL_GROUNDS = [
  {
    id: 'unfounded-or-excessive',
    article: 'Art. 12(5)(b)',
    rights: RIGHTS,
    title: {
      en: 'The request is manifestly unfounded or excessive',
      fr: 'La demande est manifestement infondée ou excessive',
    },
  },
  {
    id: 'not-identifiable',
    article: 'Arts. 11(2), 12(2)',
    rights: RIGHTS.filter((right) => right !== 'marketing-objection' && right !== 'consent-withdrawal'),
    title: {
      en: 'We cannot identify the person in the data',
      fr: 'Nous ne pouvons pas identifier la personne dans les données',
    },
  },
  {
    id: 'rights-of-others',
    article: 'Arts. 15(4), 20(4)',
    rights: ['access', 'portability'],
    title: {
      en: 'The copy would harm the rights of others',
      fr: 'La copie porterait atteinte aux droits d’autrui',
    },
  },
  {
    id: 'not-portable',
    article: 'Art. 20(1), 20(3)',
    rights: ['portability'],
    title: {
      en: 'The data does not rest on consent or a contract, or is not processed by automated means',
      fr: 'Les données ne reposent ni sur un consentement ni sur un contrat, ou ne sont pas traitées de façon automatisée',
    },
  },
  {
    id: 'data-accurate',
    article: 'Art. 16',
    rights: ['rectification'],
    title: { en: 'The data is accurate and complete', fr: 'Les données sont exactes et complètes' },
  },
  {
    id: 'no-erasure-ground',
    article: 'Art. 17(1)',
    rights: ['erasure'],
    title: {
      en: 'None of the grounds for erasure applies',
      fr: 'Aucun des motifs d’effacement n’est rempli',
    },
  },
  {
    id: 'free-expression',
    article: 'Art. 17(3)(a)',
    rights: ['erasure'],
    title: {
      en: 'The data is needed for freedom of expression and information',
      fr: 'Les données sont nécessaires à la liberté d’expression et d’information',
    },
  },
  {
    id: 'legal-duty',
    article: 'Art. 17(3)(b)',
    rights: ['erasure'],
    title: {
      en: 'The data is needed for a legal duty or a public task',
      fr: 'Les données sont nécessaires au respect d’une obligation légale ou à une mission d’intérêt public',
    },
  },
  {
    id: 'public-health',
    article: 'Art. 17(3)(c)',
    rights: ['erasure'],
    title: {
      en: 'The data is needed in the public interest in public health',
      fr: 'Les données sont nécessaires à l’intérêt public dans le domaine de la santé publique',
    },
  },
  {
    id: 'archives-and-research',
    article: 'Art. 17(3)(d)',
    rights: ['erasure'],
    title: {
      en: 'The data is needed for archives in the public interest, research or statistics',
      fr: 'Les données sont nécessaires à des archives d’intérêt public, à la recherche ou aux statistiques',
    },
  },
  {
    id: 'legal-claims',
    article: 'Art. 17(3)(e)',
    rights: ['erasure'],
    title: {
      en: 'The data is needed to establish, exercise or defend legal claims',
      fr: 'Les données sont nécessaires à la constatation, à l’exercice ou à la défense de droits en justice',
    },
  },
  {
    id: 'no-restriction-ground',
    article: 'Art. 18(1)',
    rights: ['restriction'],
    title: {
      en: 'None of the grounds for restriction applies',
      fr: 'Aucun des motifs de limitation n’est rempli',
    },
  },
  {
    id: 'compelling-grounds',
    article: 'Art. 21(1)',
    rights: ['objection'],
    title: {
      en: 'Compelling legitimate grounds, or legal claims, prevail',
      fr: 'Des motifs légitimes et impérieux, ou des droits en justice, prévalent',
    },
  },
  {
    id: 'no-automated-decision',
    article: 'Art. 22(1), 22(2)',
    rights: ['automated-decision'],
    title: {
      en: 'No decision by automated means alone, or one that Art. 22(2) allows',
      fr: 'Pas de décision entièrement automatisée, ou une décision que l’art. 22(2) permet',
    },
  },
  {
    id: 'national-law',
    article: 'Art. 23',
    rights: RIGHTS.filter((right) => right !== 'marketing-objection' && right !== 'consent-withdrawal'),
    title: {
      en: 'A national law restricts this right (name it in the facts)',
      fr: 'Une loi nationale limite ce droit (à nommer dans les faits)',
    },
  },
] as const satisfies readonly RefusalGround[];
export type RefusalGroundId = (typeof REFUSAL_GROUNDS)[number]['id'];

/** The grounds that can be used against a right: for erasure, Art. 17(3)(a) to (e) among them. */
export function groundsFor(right: Right): RefusalGround[] {
  return (REFUSAL_GROUNDS as readonly RefusalGround[]).filter((ground) => ground.rights.includes(right));
}

/** The ground of an id, if there is one. */
export function groundOf(id: string): RefusalGround | undefined {
  return (REFUSAL_GROUNDS as readonly RefusalGround[]).find((ground) => ground.id === id);
}
