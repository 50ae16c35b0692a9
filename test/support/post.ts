import { deliverNowhere } from '../../demo/postman.ts';
import { deliverLetters } from '../../jobs/deliverLetters.ts';
import type { Desk } from '../../models/desk.ts';
import { mailerTo, type Peer, type Received } from './mail.ts';

/** Delivers every waiting letter, so that what they decided takes effect. */
export const lettersGoOut = (desk: Desk) => deliverNowhere(desk);

/** The last letter sent after an act, as its mail server received it. */
export async function letterAfter(desk: Desk, peer: Peer, verb: () => Promise<unknown>): Promise<Received> {
  await verb();
  await deliverLetters(desk, mailerTo(peer.url), {
    onFault: (fault) => {
      throw fault;
    },
  });
  const last = peer.inbox.at(-1);
  if (!last) throw new Error('no letter left');
  return last;
}
