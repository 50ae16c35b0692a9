import type { By, Desk } from '../desk.ts';
import { change, type Target } from './change.ts';

/** The person takes the request back, by the status page or through the DPO. It ends, and a receipt goes to them. */
export function withdraw(desk: Desk, by: By, target: Target, input: { reason: string }) {
  return change(desk, by, target, 'withdraw', async (it) => {
    await it.recall('identity-request', 'clarification-request', 'extension-notice');
    await it.record('withdrawn', it.now, { detail: { reason: input.reason } });
    await it.record('closed', it.now);
    it.request.outcome = 'withdrawn';
    it.request.closedAt = it.now;
    it.tell('withdrawn');
    it.tell('closed', { outcome: 'withdrawn' });
    if (it.request.personEmail) await it.write('withdrawal-receipt', {}, { by: 'mail' });
  });
}
