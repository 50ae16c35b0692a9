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

/** A transmission with the request whose answer it hands over. */
export type FoundTransmission = {
  transmission: Transmission;
  request: SubjectRequest;
  data: TransmissionData;
};

/** Its request and its words. */
export async function opened(desk: Desk, transmission: Transmission): Promise<FoundTransmission> {
  const request = await SubjectRequest.findByPk(transmission.requestId, { rejectOnEmpty: true });
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

/** Checks the digits that the provider typed in. */
export const useProviderCode = (desk: Desk, { id }: Transmission, digits: string): Promise<CodeUse> =>
  useCode(desk, 'transmission', String(id), digits);

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
