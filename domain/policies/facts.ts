/**
 * What a clock or a storage period may run from. Facts of the first group happen to a request and are recorded with it. Those of
 * the second are given by the caller (the simulator, the command line) until the desk has registers for such matters.
 */
export const REQUEST_FACTS = [
  'received',
  'identity-asked',
  'identity-confirmed',
  'clarification-asked',
  'clarified',
  'extension-notice-sent',
  'answered',
  'refused',
] as const;
export const OTHER_FACTS = [
  'decided',
  'data-collected',
  'consent-given',
  'last-contact',
  'last-contact-by-person',
  'contract-ended',
  'service-ended',
  'breach-known',
  'demand-received',
  'seizure-known',
  'audit-day',
  'sub-processor-announced',
  'change-announced',
  'termination-notified',
  'complaint-received',
  'accounts-closed',
  'access-policy-assessed',
] as const;
export const STARTING_FACTS = [...REQUEST_FACTS, ...OTHER_FACTS] as const;
export type StartingFact = (typeof STARTING_FACTS)[number];

/** The facts that occur with the outcome of a request. */
export const OUTCOME_FACTS: readonly string[] = ['answered', 'refused', 'decided'] satisfies StartingFact[];

/** What a clock is about. Only `request` belongs to a request's own dates; storage is separate. */
export const MATTERS = [
  'request',
  'breach',
  'audit',
  'sub-processor',
  'authority-demand',
  'seizure',
  'end-of-service',
  'change',
  'complaint',
  'review',
] as const;
export type Matter = (typeof MATTERS)[number];
