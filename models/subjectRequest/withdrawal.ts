import { TOLD_BY } from '../../domain/lifecycle/letterEffects.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from './change.ts';
import { detailsOf } from './sealed.ts';

/** The person withdraws the request, on the status page or through the DPO. It ends, and they get a confirmation. */
export function withdraw(desk: Desk, by: By, target: Target, input: { reason: string }) {
  return change(desk, by, target, 'withdraw', async (it) => {
    await it.recall(...Object.values(TOLD_BY).map(({ letter }) => letter));
    await it.record('withdrawn', it.now, { detail: { reason: input.reason } });
    await it.record('closed', it.now);
    it.tell('withdrawn');
    it.tell('closed', { outcome: 'withdrawn' });
    if (it.request.personEmail) await it.write('withdrawal-receipt', {}, { by: 'mail' });
    else if (detailsOf(it.desk, it.request).postalAddress?.trim())
      await it.write('withdrawal-receipt', {}, { by: 'paper' });
  });
}
