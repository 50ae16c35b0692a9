import { mayAskAgain } from '../../domain/transmission.ts';
import type { Package } from '../answerPackage/find.ts';
import { AnswerPackage } from '../answerPackage.ts';
import { type CodeUse, isCodeDue, makeCode, useCode } from '../code/codes.ts';
import { type By, byProvider, type Desk } from '../desk.ts';
import { queueLetter } from '../letter/queue.ts';
import { witness } from '../subjectRequest/change.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import type { Transmission } from '../transmission.ts';
import { dataOf, type TransmissionData } from './data.ts';
import { tellAskedAgain } from './wish.ts';

/** A transmission with the request whose answer it hands over. */
export type FoundTransmission = {
  transmission: Transmission;
  request: SubjectRequest;
  data: TransmissionData;
};

/** Its request and its words; undefined once the key of the request was destroyed. */
export async function opened(desk: Desk, transmission: Transmission): Promise<FoundTransmission | undefined> {
  const request = await SubjectRequest.findByPk(transmission.requestId, { rejectOnEmpty: true });
  if (!request.wrappedKey) return undefined;
  return { transmission, request, data: dataOf(keyOf(desk, request), transmission) };
}

/** Emails a code to the provider's mailbox. The link alone opens nothing. */
export async function sendProviderCode(
  desk: Desk,
  { transmission, request }: FoundTransmission,
): Promise<void> {
  const { id, organisationId } = transmission;
  const by = byProvider(organisationId, id);
  await witness(desk, by, { reference: request.reference }, 'fetch-transmission', async (it) => {
    if (!(await isCodeDue(desk, 'transmission', String(id)))) return;
    const code = await makeCode(desk, 'transmission', String(id));
    const order = { organisationId, requestId: request.id, language: request.language, data: { code } };
    const letter = { ...order, kind: 'transmission-code' as const, recipient: `provider:${id}` };
    await queueLetter(keyOf(desk, request), letter, it.now);
    it.tell('transmission-code-ordered', { transmission: id });
  });
}

/** Checks the digits that the provider typed in, and notes that the page was opened. */
export async function useProviderCode(
  desk: Desk,
  found: FoundTransmission,
  digits: string,
): Promise<CodeUse> {
  const use = await useCode(desk, 'transmission', String(found.transmission.id), digits);
  if (use === 'right') await noteOpening(desk, found);
  return use;
}

/** Logs that the provider opened its page, and keeps when it first did. */
export async function noteOpening(desk: Desk, { transmission, request }: FoundTransmission): Promise<void> {
  const { id, organisationId } = transmission;
  const by = byProvider(organisationId, id);
  await witness(desk, by, { reference: request.reference }, 'fetch-transmission', async (it) => {
    const { openedAt } = await transmission.reload();
    await transmission.update({ openedAt: openedAt ?? it.now });
    it.tell('transmission-opened', { transmission: id });
  });
}

/** The provider asks for another link, since this one has expired: those who work on the request are told, once. */
export async function askProviderLinkAgain(
  desk: Desk,
  { transmission, request }: FoundTransmission,
): Promise<void> {
  const { id, organisationId } = transmission;
  const by = byProvider(organisationId, id);
  await witness(desk, by, { reference: request.reference }, 'fetch-transmission', async (it) => {
    if (!mayAskAgain(await transmission.reload(), it.now)) return;
    await transmission.update({ askedAgainAt: it.now });
    await tellAskedAgain({ desk, key: keyOf(desk, request), now: it.now, request }, transmission);
    it.tell('transmission-asked-again', { transmission: id });
  });
}

/** The answer that the link gives, to be packed as the person's own. */
export function packageOf({ transmission, request }: FoundTransmission): Package {
  const { content, organisationId, requestId, askedAt } = transmission;
  const data = content ?? Buffer.alloc(0);
  const times = { createdAt: askedAt, expiresAt: transmission.expiresAt ?? askedAt };
  return {
    answer: AnswerPackage.build({ organisationId, requestId, data, tokenHash: '', ...times }),
    request,
  };
}

/** Logs that the provider fetched the package, and counts it. */
export const noteFetch = (
  desk: Desk,
  by: By,
  { transmission, request }: FoundTransmission,
  files: number,
): Promise<void> =>
  witness(desk, by, { reference: request.reference }, 'fetch-transmission', async (it) => {
    const { id, fetches } = await transmission.reload();
    await transmission.update({ fetches: fetches + 1, fetchedAt: it.now });
    it.tell('transmission-fetched', { transmission: id, files });
  });
