import type { LoggedPolicy, PolicyListChange } from '../../models/organisation/policyChanges.ts';
import { calendarName } from '../calendars.ts';
import { longMoment } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { policyName } from '../policies/name.ts';
import { type CategoryNames, situationWords } from '../situation.ts';

export type ChangeRow = { key: string; lines: string[] };

type PolicyChangesInput = {
  changes: PolicyListChange[];
  members: { id: number; name: string }[];
  zone: string;
  names: CategoryNames;
};

/** Changes of the policy list: author, time, rows added and removed, or only a new order. */
export const policyChangeRows = (
  base: FrameBase,
  { changes, members, zone, names }: PolicyChangesInput,
): ChangeRow[] =>
  changes.map(({ at, actor, was, is }) => {
    const said = (row: LoggedPolicy) => rowWords(base, row, names);
    const [before, after] = [was.map(said), is.map(said)];
    const lines = [
      ...after.filter((row) => !before.includes(row)).map((row) => base.t('settings:changes.added', { row })),
      ...before
        .filter((row) => !after.includes(row))
        .map((row) => base.t('settings:changes.removed', { row })),
    ];
    const who = members.find(({ id }) => actor === `user:${id}`)?.name ?? actor;
    return {
      key: base.t('settings:changes.by', { at: longMoment(at, base.language, zone), who }),
      lines: lines.length > 0 ? lines : [base.t('settings:changes.moved')],
    };
  });

function rowWords(
  base: FrameBase,
  { policy, appliesTo, calendar }: LoggedPolicy,
  names: CategoryNames,
): string {
  const { t, language } = base;
  const name = policyName(policy, names.packs, base);
  const what = Object.keys(appliesTo).length > 0 ? situationWords(base, appliesTo, names) : '';
  return [
    what ? `${t('situation:if', { what })} ${name}` : name,
    calendar && t('settings:rows.holidays', { calendar: calendarName(calendar, language, t) }),
  ]
    .filter(Boolean)
    .join(', ');
}
