import type { Desk } from '../models/desk.ts';
import { letterContext } from '../models/letter/context.ts';
import { claimLetter, recordFailure, recordSent } from '../models/letter/deliveries.ts';
import { FULL_MAILBOX } from './people.ts';

/** Hands every letter that is due to nobody: it counts as accepted, but for the mailbox that is full. */
export async function deliverNowhere(desk: Desk): Promise<void> {
  for (;;) {
    const letter = await claimLetter(desk, desk.clock());
    if (!letter) return;
    const { to } = await letterContext(desk, letter);
    if (to.address === FULL_MAILBOX)
      await recordFailure(desk, letter, { kind: 'never', error: '552 mailbox full' }, desk.clock());
    else await recordSent(desk, letter, { subject: 's', text: 't' }, desk.clock());
  }
}
