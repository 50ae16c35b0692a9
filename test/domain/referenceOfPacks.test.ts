import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../domain/calendar/holidays.ts';
import { deadlinesOf } from '../../domain/deadlines/deadlinesOf.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import type { PauseReason } from '../../domain/policies/policy.ts';
import { RIGHTS, type Right } from '../../domain/rights.ts';
import { factsOf, shippedPacks } from '../support/facts.ts';
import { courseIn } from '../support/reference/courses.ts';
import { expectedClocks, type Told } from '../support/reference/packs.ts';

/** The suite takes a tenth of the runs; `REFERENCE_RUNS=10` makes them 10,000. */
const RUNS = Number(process.env.REFERENCE_RUNS ?? 1);
const MINUTE = 60_000;
const DAY = 1440;

const CALENDARS: Record<string, string[]> = {
  'uk-gdpr': ['GB-ENG', 'GB-SCT'],
  ccpa: ['US-CA'],
  'lgpd-br': ['BR'],
  'fadp-ch': ['CH-ZH'],
};
const EUROPE = ['FR', 'FR-67', 'DE-BE', 'IE', 'AT', 'none'];
/** At the minute, in the days around receipt, or on and around the last day. */
const minutes = (days: number) =>
  fc.oneof(
    fc.nat(days * DAY),
    fc.nat(9 * DAY),
    fc.integer({ min: 27 * DAY, max: 34 * DAY }),
    fc.nat(40).map((day) => day * DAY),
  );
const anyWait = fc.record({
  after: minutes(70),
  lasted: fc.option(fc.oneof(fc.nat(40 * DAY), fc.nat(3 * DAY))),
});
const anyHistory = fc.record({
  pack: fc.constantFrom(...shippedPacks.map(({ id, version }) => `${id}@${version}`)),
  right: fc.constantFrom(...RIGHTS),
  receivedAt: fc
    .integer({ min: Date.parse('2025-06-01') / MINUTE, max: Date.parse('2028-06-01') / MINUTE })
    .map((at) => at * MINUTE),
  calendar: fc.nat(),
  identity: fc.option(anyWait),
  clarification: fc.option(anyWait),
  fee: fc.option(anyWait),
  notice: fc.option(minutes(100)),
  answered: fc.option(minutes(150)),
});

describe('All packs and rights against a second implementation on luxon', () => {
  it(`${1000 * RUNS} random histories give the same dates, waits and extensions of every clock`, function () {
    this.timeout(120_000 * RUNS);
    fc.assert(
      fc.property(anyHistory, ({ pack, right, calendar: nth, ...history }) => {
        const told = toldIn(history);
        const on = new Date(told.receivedAt).toISOString().slice(0, 10) as CalendarDate;
        const policy = policyFor(shippedPacks, pack, on);
        const calendars = CALENDARS[policy.id] ?? EUROPE;
        const calendar = calendars[nth % calendars.length] as string;
        const facts = factsFrom(told, policy.zone);
        const deadlines = deadlinesOf(policy, facts, right as Right, holidayCalendar(calendar));
        const found = Object.fromEntries(deadlines.map((each) => [each.clock, courseIn(each)]));
        assert.deepEqual(found, expectedClocks(policy, right, calendar, told));
      }),
      { numRuns: 1000 * RUNS },
    );
  });
});

type Wait = { after: number; lasted: number | null } | null;
type Random = { receivedAt: number; notice: number | null; answered: number | null } & Record<
  PauseReason,
  Wait
>;

function toldIn({ receivedAt, notice, answered, ...waits }: Random): Told {
  const after = (count: number) => receivedAt + count * MINUTE;
  const asked = (['identity', 'clarification', 'fee'] as const).flatMap((reason) => {
    const wait = waits[reason];
    if (!wait) return [];
    const ends = wait.lasted === null ? {} : { answeredAt: after(wait.after + wait.lasted) };
    return [{ reason, askedAt: after(wait.after), ...ends }];
  });
  return {
    receivedAt,
    waits: asked,
    ...(notice !== null && { noticeAt: after(notice) }),
    ...(answered !== null && { answeredAt: after(answered) }),
  };
}

function factsFrom({ receivedAt, waits, noticeAt, answeredAt }: Told, zone: string) {
  return factsOf(new Date(receivedAt).toISOString(), {
    zone,
    pauses: waits.map((wait) => ({
      reason: wait.reason,
      askedAt: new Date(wait.askedAt),
      ...(wait.answeredAt !== undefined && { answeredAt: new Date(wait.answeredAt) }),
    })),
    ...(noticeAt !== undefined && { extensionNoticeSentAt: new Date(noticeAt) }),
    ...(answeredAt !== undefined && { answeredAt: new Date(answeredAt) }),
  });
}
