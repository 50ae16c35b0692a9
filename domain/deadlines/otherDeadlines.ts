import type { HolidayCalendar } from '../calendar/holidays.ts';
import { citing } from '../policies/counting.ts';
import type { Clock, From, Policy, Retention } from '../policies/policy.ts';
import type { Deadline, Facts } from './deadline.ts';
import { deadlineOf } from './deadlinesOf.ts';
import { NO_WAITS } from './pauses.ts';

/**
 * The clocks of a policy that are not about a person's request: a breach, an audit, the end of a service. They run from facts
 * that the caller gives, and the end of a request does not stop them.
 */
export function otherDeadlinesOf(policy: Policy, facts: Facts, calendar: HolidayCalendar): Deadline[] {
  const lasting = afterTheEnd(facts);
  const clocks = policy.clocks.filter((clock) => clock.matter !== 'request');
  return citing(
    policy,
    clocks.map((clock) => deadlineOf(clock, lasting, NO_WAITS, calendar)),
  );
}

/**
 * Until when kinds of data are kept, where the policy names a period. A year from the reply of 13 March 2026 ends on 13 March
 * 2027, a Saturday: storage never rolls, since that would lengthen it (Reg. 343/85). docs/law.md#storage-periods
 */
export function storageEndsOf(policy: Policy, facts: Facts, calendar: HolidayCalendar): Deadline[] {
  const lasting = afterTheEnd(facts);
  const ends = policy.retentions.flatMap((retention) =>
    retention.period ? [deadlineOf(asClock(retention, retention.period), lasting, NO_WAITS, calendar)] : [],
  );
  return citing(policy, ends);
}

function afterTheEnd(facts: Facts): Facts {
  return { ...facts, endedAt: undefined, cancelled: {} };
}

function asClock(retention: From<Retention>, period: string): From<Clock> {
  const { id, data, starts = 'received', source, chosen, confirmed, pack } = retention;
  return {
    id,
    pack,
    title: data,
    rights: 'all',
    matter: 'request',
    starts,
    period,
    rolls: false,
    endsBy: 'fulfilment',
    pauses: false,
    advisory: false,
    source,
    chosen,
    confirmed,
  };
}
