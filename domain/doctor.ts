/** What is looked at to know whether a desk is in order, in the order in which it is told. */
export const CHECKS = [
  'release',
  'settings',
  'key',
  'files',
  'database',
  'disk',
  'clock',
  'mail',
  'letters',
  'zones',
  'packs',
  'calendars',
  'backups',
] as const;
export type Check = (typeof CHECKS)[number];

/** `fail`: the desk does not do what it has to. `warn`: it does, and somebody should see to something. */
export const STATES = ['ok', 'warn', 'fail'] as const;
export type State = (typeof STATES)[number];

/** One thing that was found; views have words for each code. */
export type Remark = { state: State; code: string; data?: Record<string, unknown> };

/** What was found of one check: as bad as its worst remark. */
export type Finding = { check: Check; state: State; remarks: Remark[] };

/** Tells only what is wrong where something is. */
export function findingOf(check: Check, remarks: Remark[]): Finding {
  const state = worst(remarks);
  return { check, state, remarks: state === 'ok' ? remarks : remarks.filter((one) => one.state !== 'ok') };
}

const worst = (remarks: readonly { state: State }[]): State =>
  STATES.findLast((state) => remarks.some((remark) => remark.state === state)) ?? 'ok';

export const ok = (code: string, data?: Remark['data']): Remark => ({ state: 'ok', code, data });
export const warn = (code: string, data?: Remark['data']): Remark => ({ state: 'warn', code, data });
export const fail = (code: string, data?: Remark['data']): Remark => ({ state: 'fail', code, data });
