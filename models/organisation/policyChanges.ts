import type { PolicyRow } from '../../domain/policies/situation.ts';
import type { By, Desk } from '../desk.ts';
import { SettingsChange } from '../settingsChange.ts';

/** A row of the policy list as the log stores it. */
export type LoggedPolicy = Pick<PolicyRow, 'policy' | 'appliesTo' | 'calendar'>;
/** A change of the policy list: its rows before and after, in order. */
export type PolicyListChange = { at: Date; actor: string; was: LoggedPolicy[]; is: LoggedPolicy[] };

const KIND = 'policies';

/** Logs a change of the list in the same transaction; a form saved unchanged logs nothing. */
export async function notePolicyChange(
  desk: Desk,
  { organisationId, actor }: By,
  before: readonly PolicyRow[],
  after: readonly PolicyRow[],
): Promise<void> {
  const [was, is] = [before, after].map((rows) => JSON.stringify(rows.map(logged))) as [string, string];
  if (was === is) return;
  const at = desk.clock().toISOString();
  await SettingsChange.create({ organisationId, at, actor, kind: KIND, was, is });
}

const logged = ({ policy, appliesTo, calendar }: PolicyRow): LoggedPolicy => ({
  policy,
  appliesTo,
  calendar,
});

/** The changes of an organisation's policy list, the latest first. */
export async function policyChangesOf({ organisationId }: By, most = 20): Promise<PolicyListChange[]> {
  const where = { organisationId, kind: KIND } as const;
  const rows = await SettingsChange.findAll({ where, order: [['id', 'DESC']], limit: most });
  return rows.map(({ at, actor, was, is }) => ({
    at: new Date(at),
    actor,
    was: JSON.parse(was),
    is: JSON.parse(is),
  }));
}
