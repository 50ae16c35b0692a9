import { RIGHTS } from '../rights.ts';
import { groundFrom } from './grounds.ts';
import type { Law } from './law.ts';

const GROUNDS = ['unfounded-or-excessive', 'not-identifiable', 'national-law'];

/** The law of a pack that neither names one nor builds on one: no passage is cited, and a refusal states in its facts what allows it. */
export const UNNAMED_LAW: Law = {
  name: { en: 'the law that applies', fr: 'la loi applicable' },
  rights: {},
  exceptions: {},
  court: { confirmed: false },
  refusals: GROUNDS.map((id) => ({ ...groundFrom({ id, confirmed: false }), rights: RIGHTS })),
};
