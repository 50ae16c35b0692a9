import { needed } from '../../../domain/lifecycle/needed.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import { correctReceipt } from '../../../models/subjectRequest/correctReceipt.ts';
import { dayOf, momentOf, type Runs } from '../verb.ts';

/** Corrects the receipt. Without its confirmation it shows which dates would move, and changes nothing. */
export const correctReceiptVerb = {
  'correct-receipt': async ({ desk, by, target, form, zone }) => {
    const receipt = form.receivedOnTime
      ? { at: momentOf(form.receivedOn, form.receivedOnTime, zone, 'receivedOn') }
      : { on: dayOf(form.receivedOn, 'receivedOn') };
    needed('correct-receipt', 'reason', form.reason);
    if (!form.confirmed) throw new RuleViolation('receipt-unconfirmed', {}, 'confirmed');
    return correctReceipt(desk, by, target, { receipt, reason: form.reason });
  },
} satisfies Partial<Runs>;
