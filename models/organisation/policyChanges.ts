import type { PolicyRow } from '../../domain/policies/situation.ts';
import type { By, Desk } from '../desk.ts';
import { type ChangesPage, type LoggedChange, noteSetting, settingChanges } from '../settingsChange/log.ts';

/** A row of the policy list as the log stores it. */
export type LoggedPolicy = Pick<PolicyRow, 'policy' | 'appliesTo' | 'calendar'>;
/** A change of the policy list: its rows before and after, in order. */
export type PolicyListChange = LoggedChange<LoggedPolicy[], LoggedPolicy[]>;

const ABOUT = { kind: 'policies' } as const;

/** Logs a change of the list in the same transaction; a form saved unchanged logs nothing. */
export async function notePolicyChange(
  desk: Desk,
  by: By,
  before: readonly PolicyRow[],
  after: readonly PolicyRow[],
): Promise<void> {
  const [was, is] = [before.map(logged), after.map(logged)];
  if (JSON.stringify(was) !== JSON.stringify(is)) await noteSetting(desk, by, ABOUT, { was, is });
}

const logged = ({ policy, appliesTo, calendar }: PolicyRow): LoggedPolicy => ({
  policy,
  appliesTo,
  calendar,
});

/** A page of the changes of an organisation's policy list, the latest first. */
export const policyChangesOf = (by: By, before?: number): Promise<ChangesPage<PolicyListChange>> =>
  settingChanges(by, ABOUT, before);
