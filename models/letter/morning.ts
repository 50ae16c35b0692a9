import type { StepCode } from '../../domain/lifecycle/nextVerb.ts';
import type { TodayGroup } from '../../domain/today/groups.ts';
import { momentsOf } from '../../domain/today/moments.ts';
import type { Desk } from '../desk.ts';
import type { Letter } from '../letter.ts';
import { Membership } from '../membership.ts';
import { calendarOfWorkplace } from '../organisation/workingDays.ts';
import type { Organisation } from '../organisation.ts';
import { readToday } from '../today/read.ts';
import { stepOf } from '../today/standing.ts';
import type { TodayRequest } from '../today/things.ts';

/** What the morning's letter says beside what is late: the groups of the page "today", each with its first requests and their number. */
export type MorningGroup = {
  group: TodayGroup;
  size: number;
  requests: { row: TodayRequest; step: StepCode }[];
};

/** What is late has its own part of the letter; new requests have their own digest. */
const FEW: Partial<Record<TodayGroup, number>> = {
  today: 20,
  undelivered: 10,
  extensions: 10,
  messages: 10,
  week: 20,
  finish: 5,
  waiting: 10,
};

/** The work of the letter's reader, who is a member of staff. */
export async function morningOf(
  desk: Desk,
  letter: Letter,
  organisation: Organisation,
): Promise<MorningGroup[]> {
  const userId = Number(letter.recipient.replace('user:', ''));
  const { id: organisationId, zone } = organisation;
  const member = await Membership.findOne({ where: { userId, organisationId } });
  if (!member) return [];
  const by = { organisationId, actor: `user:${userId}` as const, role: member.role };
  const now = desk.clock();
  const at = { ...momentsOf(now, zone, calendarOfWorkplace(organisation)), zone };
  const { requests, sizes } = await readToday(desk, by, at, { ofAll: false, groups: FEW });
  return (Object.keys(FEW) as TodayGroup[])
    .filter((group) => sizes[group] > 0)
    .map((group) => ({
      group,
      size: sizes[group],
      requests: requests
        .filter((row) => row.group === group)
        .map((row) => ({ row, step: stepOf(desk, row, member.role, now).code })),
    }));
}
