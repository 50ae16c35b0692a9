import { normalisedEmail } from '../../domain/email.ts';
import type { Language } from '../../domain/languages.ts';
import { queueLetter } from '../letter/queue.ts';
import type { Change } from './change.ts';
import { type Client, type Details, detailsOf } from './sealed.ts';

/** What the client is told of: that somebody asks in their name, and that we have answered them. */
export type ClientStep = 'received' | 'answered';

type About = { id: number; organisationId: number; language: Language; personEmail?: string | null };

/** The client's own address, where the desk has one beside that of whoever writes for them. */
export function clientToTell({ behalf }: Details, writer?: string | null): Client | undefined {
  if (!behalf?.email) return undefined;
  return normalisedEmail(behalf.email) === normalisedEmail(writer ?? '') ? undefined : behalf;
}

/** A letter to the client beside those to whoever writes for them: nobody is asked for in secret. Once for each step of an asking. */
export async function queueForClient(
  key: Buffer,
  { id: requestId, organisationId, language }: About,
  { step, ledgerKey, now }: { step: ClientStep; ledgerKey?: string; now: Date },
): Promise<number> {
  const order = { organisationId, requestId, kind: 'client-notice' as const, language, data: { step } };
  return (await queueLetter(key, { ...order, recipient: 'client', ...(ledgerKey && { ledgerKey }) }, now)).id;
}

/** Tells the client, where there is one with an address, that whoever asked for them has our decision. */
export async function tellClient(it: Change): Promise<void> {
  if (!clientToTell(detailsOf(it.desk, it.request), it.request.personEmail)) return;
  const letter = await queueForClient(it.key, it.request, { step: 'answered', now: it.now });
  it.tell('letter-queued', { letter, letterKind: 'client-notice' });
}
