import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import { contradictionsIn } from '../../domain/deadlines/contradictions.ts';
import { needed } from '../../domain/lifecycle/needed.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { change, type Target } from './change.ts';
import { policyOf } from './recompute.ts';

/** The true moment of receipt, or only its day. */
type CorrectedReceipt = { at: Date } | { on: CalendarDate };

/**
 * Corrects when a request reached the organisation (Art. 12(3): the month runs from receipt), with the reason. It cannot be
 * later than what was done about it: RuleViolation `receipt-after-facts`.
 */
export function correctReceipt(
  desk: Desk,
  by: By,
  target: Target,
  input: { receipt: CorrectedReceipt; reason: string },
) {
  return change(desk, by, target, 'correct-receipt', async (it) => {
    const reason = needed('correct-receipt', 'reason', input.reason);
    const columns = columnsOf(it.request, input.receipt, it.now);
    const facts = { ...it.sheet.facts, receivedAt: columns.receivedAt };
    const found = contradictionsIn(facts, policyOf(desk, it.request).clocks);
    if (found.some(({ earlier }) => earlier === 'received'))
      throw new RuleViolation('receipt-after-facts', {}, 'receivedOn');
    const was = it.request.receivedAt.toISOString();
    await it.record('receipt-corrected', it.now, { detail: { reason, was } });
    it.tell('receipt-corrected', { was, is: columns.receivedAt.toISOString(), byDay: columns.receivedByDay });
    it.request.set(columns);
  });
}

function columnsOf({ zone }: Pick<SubjectRequest, 'zone'>, receipt: CorrectedReceipt, now: Date) {
  const receivedByDay = 'on' in receipt;
  const receivedAt = 'on' in receipt ? startOfDay(receipt.on, zone) : receipt.at;
  if (receivedAt > now) throw new RuleViolation('in-the-future', {}, 'receivedOn');
  return { receivedAt, receivedOn: localDate(receivedAt, zone), receivedByDay };
}
