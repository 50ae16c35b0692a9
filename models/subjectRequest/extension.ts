import { type CalendarDate, isCalendarDate } from '../../domain/calendar/calendarDate.ts';
import { replyOf } from '../../domain/deadlines/reply.ts';
import { needed } from '../../domain/lifecycle/needed.ts';
import type { ExtensionGround } from '../../domain/lifecycle/vocabulary.ts';
import { needsGround } from '../../domain/policies/law.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { DeadlineRow } from '../deadline.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from './change.ts';
import type { Change, Sending } from './changeTools.ts';
import { circumstancesOf } from './circumstances.ts';
import { decide } from './decide.ts';
import { policyOf } from './recompute.ts';
import { takeBackFacts } from './takeBack.ts';

/** The decision: one of the grounds of Art. 12(3), or, if the law leaves the day to the controller, the new day. */
type ExtensionInput = { ground?: ExtensionGround; until?: string; reason: string; sending: Sending };

/**
 * Decides an extension. It takes effect if its notice goes out before the first due date ends (Art. 12(3);
 * docs/law.md#notice-of-extension). Throws RuleViolation `extension-ground-missing`, `until-missing`, `until-not-later`.
 */
export function extendDeadline(desk: Desk, by: By, target: Target, input: ExtensionInput) {
  return change(desk, by, target, 'extend', async (it) => {
    const reach = await reachOf(it, input);
    const reason = needed('extend', 'reason', input.reason);
    const { sending } = input;
    const words = { ...reach, reason };
    const about = reach.until;
    await decide(it, 'extension-decided', { letter: words, sending, about, detail: words, told: reach });
  });
}

/** The ground if the law sets the period, the day if the law leaves it open. */
async function reachOf(it: Change, input: ExtensionInput): Promise<{ ground?: string; until?: string }> {
  const { extension } = await circumstancesOf(it.desk, it.request, it.sheet);
  if (extension === 'to-a-day') return { until: await announcedDay(it, input.until ?? '') };
  if (!needsGround(policyOf(it.desk, it.request).law)) return {};
  if (!input.ground) throw new RuleViolation('extension-ground-missing', {}, 'ground');
  return { ground: input.ground };
}

/** A day later than the due date without extension (Swiss DSV, Art. 18(2)). */
async function announcedDay({ request }: Change, until: string): Promise<CalendarDate> {
  if (!until) throw new RuleViolation('until-missing', {}, 'until');
  if (!isCalendarDate(until)) throw new RuleViolation('date-invalid', { text: until }, 'until');
  const rows = await DeadlineRow.findAll({ where: { requestId: request.id }, order: ['former', 'id'] });
  const due = replyOf(rows)?.dueOn;
  if (due && until <= due) throw new RuleViolation('until-not-later', {}, 'until');
  return until;
}

/** Undoes an extension: the first date applies again. A queued notice is not sent. */
export function undoExtension(desk: Desk, by: By, target: Target, { reason }: { reason?: string } = {}) {
  return change(desk, by, target, 'undo-extension', async (it) => {
    await it.undo('undo-extension', { reason });
    await takeBackFacts(it.request.id, { names: ['extension-notice-sent'] }, { ...it, reason });
    await it.recall('extension-notice');
    it.tell('extension-undone');
  });
}
