/**
 * Where an import stands: its table was `given`; its lines are being checked, or were; they are being written, or were; or all of it is being
 * withdrawn, or was.
 */
export const IMPORT_STATES = [
  'given',
  'checking',
  'checked',
  'writing',
  'written',
  'withdrawing',
  'withdrawn',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
