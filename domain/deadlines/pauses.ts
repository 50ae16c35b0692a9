import { dateOfDayNumber, dayNumberOf } from '../calendar/calendarDate.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import type { Step } from '../calendar/step.ts';
import { localDayNumber } from '../calendar/zone.ts';
import { PRESENT_EDITION } from '../edition.ts';
import { pauseRuleOf } from '../policies/pauseRules.ts';
import type { PauseReason, Policy } from '../policies/policy.ts';
import type { Right } from '../rights.ts';
import type { Facts } from './deadline.ts';
import { FORMER_RECKONING, mergedStretches } from './formerWaits.ts';
import type { Stretch, Waits } from './stretch.ts';
import { reckoningOf } from './waitSteps.ts';

export const NO_WAITS: Waits = { stretches: [], reckoning: reckoningOf(PRESENT_EDITION) };

/**
 * Up to how many days after receipt a question is prompt. The controller must ask without undue delay (EDPB Guidelines 01/2022,
 * § 159). No law gives a number; authorities accept about a week. Asked later, the wait counts and the date is not confirmed.
 * docs/law.md#promptness
 */
const PROMPT_DAYS = 7;

/** The waits for which the policy suspends clocks of this right. Any other wait only leaves a step. docs/law.md#what-suspends-a-clock */
export function waitsOf(
  policy: Policy,
  facts: Facts,
  right: Right,
  calendar: HolidayCalendar,
  because: Step[],
): Waits {
  const received = facts.receivedOn
    ? dayNumberOf(facts.receivedOn)
    : localDayNumber(facts.receivedAt.getTime(), facts.zone);
  const stretches: Stretch[] = [];
  for (const { reason, askedAt, answeredAt } of [...facts.pauses].sort(byAsking)) {
    const allowed = pauseRuleOf(policy, calendar, reason, right);
    const asked = localDayNumber(askedAt.getTime(), facts.zone);
    if (!allowed) {
      because.push(notAllowed(policy, reason, asked));
      continue;
    }
    const stretch: Stretch = { ...allowed, askedAt: askedAt.getTime(), asked };
    if (answeredAt && answeredAt >= askedAt) {
      stretch.answeredAt = answeredAt.getTime();
      stretch.answered = localDayNumber(stretch.answeredAt, facts.zone);
    }
    if (asked - received > PROMPT_DAYS) stretch.askedAfter = asked - received;
    stretches.push(stretch);
  }
  return policy.edition === 1
    ? { stretches: mergedStretches(stretches), reckoning: FORMER_RECKONING }
    : { stretches, reckoning: reckoningOf(policy.edition) };
}

function notAllowed({ pauses }: Policy, reason: PauseReason, asked: number): Step {
  const on = dateOfDayNumber(asked);
  const other = pauses.find((pause) => pause.reason === reason && pause.rights !== 'all');
  if (!other) return { code: 'pause-not-allowed', data: { reason, on } };
  return { code: 'pause-of-other-rights', data: { reason, on, source: other.source } };
}

function byAsking(a: Facts['pauses'][number], b: Facts['pauses'][number]): number {
  const ends = [a, b].map(({ answeredAt }) => answeredAt?.getTime() ?? Number.MAX_SAFE_INTEGER);
  return (
    a.askedAt.getTime() - b.askedAt.getTime() ||
    (ends[0] as number) - (ends[1] as number) ||
    a.reason.localeCompare(b.reason)
  );
}
