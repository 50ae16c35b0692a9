import { dateOfDayNumber } from '../calendar/calendarDate.ts';
import type { Step } from '../calendar/step.ts';
import { localDayNumber } from '../calendar/zone.ts';
import type { Clock } from '../policies/policy.ts';
import type { Facts } from './deadline.ts';

/**
 * What was done and moves nothing, told so that nobody looks for it in the date: a question under a law whose clock does not
 * stop (11 CCR 7021, LGPD art. 19), the notice of an extension where there is none (the refusal of Art. 12(4) has none).
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
