import { needed } from '../../domain/lifecycle/needed.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { sealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from '../subjectRequest/change.ts';
import type { Sending } from '../subjectRequest/changeTools.ts';
import { Transmission } from '../transmission.ts';
import { dataOf } from './data.ts';
import { wishToDecide } from './wish.ts';

/** Decides that a transmission is not technically feasible (Art. 20(2) GDPR), and tells the person why. Their own answer stays. */
export const declineTransmission = (
  desk: Desk,
  by: By,
  target: Target,
  given: { reason: string; sending: Sending },
): Promise<void> =>
  change(desk, by, target, 'decline-transmission', async (it) => {
    const reason = needed('decline-transmission', 'reason', given.reason).trim();
    const open = await wishToDecide(it);
    if (!open) throw new RuleViolation('transmission-gone');
    const data = dataOf(it.key, open);
    await open.update({ state: 'declined', data: sealJson(it.key, { ...data, reason }), endedAt: it.now });
    const { provider } = data;
    const letter = await it.write('transmission-declined', { provider, reason }, given.sending);
    it.tell('transmission-declined', { transmission: open.id, letter: letter.id });
  });

/** Ends the link of a provider at once: it opens nothing any more. What was fetched before is there. */
export const endTransmission = (desk: Desk, by: By, target: Target): Promise<void> =>
  change(desk, by, target, 'end-transmission', async (it) => {
    const where = { requestId: it.request.id, state: 'sent' as const, endedAt: null };
    const open = await Transmission.findAll({ where, order: ['id'] });
    if (open.length === 0) throw new RuleViolation('transmission-gone');
    for (const one of open) {
      await one.update({ endedAt: it.now, askedAgainAt: null });
      it.tell('transmission-ended', { transmission: one.id });
    }
  });
