/** The checks of whether a desk is in order, in the order in which they are shown. */
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
  'mailbox',
  'zones',
  'packs',
  'calendars',
  'backups',
] as const;
export type Check = (typeof CHECKS)[number];

/** `fail`: the desk does not do its work. `warn`: it does, and something needs attention. */
export const STATES = ['ok', 'warn', 'fail'] as const;
type State = (typeof STATES)[number];

/** One thing that a check found. Views have words for each code. `stays`: shown even if something is wrong. */
export type DoctorRemark = { state: State; code: string; data?: Record<string, unknown>; stays?: true };

/** The result of one check: as bad as its worst remark. */
export type Finding = { check: Check; state: State; remarks: DoctorRemark[] };

/** The finding of a check. If anything is wrong, only faults and the remarks that always stay are kept. */
export function findingOf(check: Check, remarks: DoctorRemark[]): Finding {
  const state = worst(remarks);
  return {
    check,
    state,
    remarks: state === 'ok' ? remarks : remarks.filter((one) => one.state !== 'ok' || one.stays),
  };
}

const worst = (remarks: readonly { state: State }[]): State =>
  STATES.findLast((state) => remarks.some((remark) => remark.state === state)) ?? 'ok';

export const ok = (code: string, data?: DoctorRemark['data']): DoctorRemark => ({ state: 'ok', code, data });
/** A remark that is shown whatever else is found, such as the age of the last backup. */
export const fact = (code: string, data?: DoctorRemark['data']): DoctorRemark => ({
  ...ok(code, data),
  stays: true,
});
export const warn = (code: string, data?: DoctorRemark['data']): DoctorRemark => ({
  state: 'warn',
  code,
  data,
});
export const fail = (code: string, data?: DoctorRemark['data']): DoctorRemark => ({
  state: 'fail',
  code,
  data,
});
