import { normalisedEmail } from '../../domain/email.ts';
import type { Language } from '../../domain/languages.ts';
import { type ClientStep, queueLetter } from '../letter/queue.ts';
import type { Change } from './changeTools.ts';
import { type Client, type Details, detailsOf } from './sealed.ts';

type RequestForClient = {
  id: number;
  organisationId: number;
  language: Language;
  personEmail?: string | null;
};

/** The client with their own address, if it is not the representative's. */
export function clientToTell({ behalf }: Details, writer?: string | null): Client | undefined {
  if (!behalf?.email) return undefined;
  return normalisedEmail(behalf.email) === normalisedEmail(writer ?? '') ? undefined : behalf;
}

/**
 * Queues a letter to the client besides those to the representative, so that nobody makes a request in secret. One for each step of a
 * submission.
 */
export async function queueForClient(
  key: Buffer,
  { id: requestId, organisationId, language }: RequestForClient,
  { step, ledgerKey, now }: { step: ClientStep; ledgerKey?: string; now: Date },
): Promise<number> {
  const order = { organisationId, requestId, kind: 'client-notice' as const, language, data: { step } };
  return (await queueLetter(key, { ...order, recipient: 'client', ...(ledgerKey && { ledgerKey }) }, now)).id;
}

/** Tells the client, if they have an address, that their representative has our decision. */
export async function tellClient(it: Change): Promise<void> {
  if (!clientToTell(detailsOf(it.desk, it.request), it.request.personEmail)) return;
  const letter = await queueForClient(it.key, it.request, { step: 'answered', now: it.now });
  it.tell('letter-queued', { letter, letterKind: 'client-notice' });
}
