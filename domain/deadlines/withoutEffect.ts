import { dateOfDayNumber } from '../calendar/calendarDate.ts';
import type { Step } from '../calendar/step.ts';
import { localDayNumber } from '../calendar/zone.ts';
import type { Clock } from '../policies/policy.ts';
import type { Facts } from './deadline.ts';

/**
 * Steps for acts that move no date, so that nobody looks for them there: a question under a law that suspends nothing
 * (11 CCR 7021, LGPD art. 19), or an extension notice where nothing can be extended (the refusal of Art. 12(4)).
 */
export function withoutEffect(clock: Clock, { zone, pauses, extensionNoticeSentAt }: Facts): Step[] {
  if (clock.starts !== 'received') return [];
  const dayOf = (at: Date) => dateOfDayNumber(localDayNumber(at.getTime(), zone));
  const asked = clock.pauses ? [] : pauses;
  const steps = asked.map(({ reason, askedAt }): Step => {
    return { code: 'question-without-effect', data: { reason, on: dayOf(askedAt) } };
  });
  if (extensionNoticeSentAt && !clock.extendedPeriod && ['answer', 'refusal'].includes(clock.endsBy))
    steps.push({ code: 'extension-without-effect', data: { on: dayOf(extensionNoticeSentAt) } });
  return steps;
}
