import type { RequirementId } from './requirementIds.ts';

/** Where what is missing can be filled in. */
export type Place =
  | { to: 'system'; id: number }
  | { to: 'systems' }
  | { to: 'tasks' }
  | { to: 'statement'; requirement: RequirementId }
  | { to: 'form'; field: 'files' | 'nothingHeld' };

/** What a finding is about: a system by number and name, words, counts. */
export type SaidData = Record<string, string | number>;

/** What there is, as a code with its data; the views put it into words. */
const FOUND_CODES = [
  'held-in',
  'held-nowhere',
  'of-system',
  'recipient',
  'in-letter',
  'stated',
  'inside',
  'adequate',
  'safeguarded',
  'handed-over',
  'searched',
  'deleted',
  'done',
  'kept-in',
  'readable',
  'nothing-held',
] as const;
export type FoundThing = { code: (typeof FOUND_CODES)[number]; data: SaidData };

const GAP_CODES = [
  'not-known',
  'contradicted',
  'purpose-missing',
  'categories-missing',
  'period-missing',
  'period-formula',
  'source-missing',
  'source-formula',
  'no-recipient',
  'no-name',
  'place-missing',
  'country-unclear',
  'safeguard-missing',
  'safeguard-annulled',
  'no-system',
  'not-asked',
  'not-handed-out',
  'no-result',
  'cannot',
  'not-mine',
  'left-out',
  'search-missing',
  'proof-missing',
  'no-file',
  'no-copy',
  'not-readable',
  'not-stated',
  'no-ground',
  'no-end',
] as const;
export type Gap = { code: (typeof GAP_CODES)[number]; data: SaidData; where: Place };

const REQUIREMENT_STATES = ['complete', 'missing', 'not-applicable'] as const;
type RequirementState = (typeof REQUIREMENT_STATES)[number];

/** How a requirement stands: what there is for it, and each thing that is missing. */
export type RequirementFinding = { state: RequirementState; found: FoundThing[]; gaps: Gap[] };

export const finding = (found: FoundThing[], gaps: Gap[]): RequirementFinding => ({
  state: gaps.length > 0 ? 'missing' : 'complete',
  found,
  gaps,
});

export const notApplicable = (): RequirementFinding => ({ state: 'not-applicable', found: [], gaps: [] });

export const found = (code: FoundThing['code'], data: SaidData = {}): FoundThing => ({ code, data });

export const gap = (code: Gap['code'], where: Place, data: SaidData = {}): Gap => ({ code, data, where });

/** What there is for a requirement and what is missing, each apart. */
export const split = (each: readonly (FoundThing | Gap)[]): RequirementFinding =>
  finding(
    each.flatMap((one) => ('where' in one ? [] : [one])),
    each.flatMap((one) => ('where' in one ? [one] : [])),
  );
