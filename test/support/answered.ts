import { answerTokenOf } from '../../models/answerPackage/link.ts';
import type { IncomingFile } from '../../models/attachment/store.ts';
import { confirmIdentity } from '../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { answer } from './answering.ts';
import type { Browser } from './app.ts';
import type { TestDesk } from './desk.ts';
import { lettersGoOut } from './post.ts';
import { ask, type Filled, latestLetter } from './publicForm.ts';
import { staffMemberOf } from './requests.ts';

/** A request that was answered with these files, and the address of its answer, which the visitor may not open yet. */
export async function answeredWith(
  desk: TestDesk,
  visitor: Browser,
  files: IncomingFile[],
  filled: Filled = { rights: ['access'] },
): Promise<{ request: SubjectRequest; link: string }> {
  const { request } = await ask(visitor, filled);
  const by = await staffMemberOf(desk, desk.organisation);
  const target = { reference: request.reference };
  await confirmIdentity(desk, by, target, { method: 'question', note: '' });
  const nothingHeld = files.length > 0 ? '' : 'You never had an account.';
  const text = 'Here is all we hold.\n\n<b>Nothing</b> else.';
  await answer(desk, by, target, { text, files, nothingHeld, sending: { by: 'mail' } });
  await lettersGoOut(desk);
  return { request: await request.reload(), link: `/answers/${tokenOf(desk, request)}` };
}

/** The token of the answer that was the last change of a request. */
export const tokenOf = (desk: TestDesk, { id, version }: SubjectRequest): string =>
  answerTokenOf(desk, id, version - 1);

/** Opens an answer with the code that its mailbox receives. */
export async function openWithCode(desk: TestDesk, visitor: Browser, link: string): Promise<void> {
  await visitor.submit(link);
  const { code } = await latestLetter(desk, 'answer-code');
  await visitor.submit(`${link}/code`, { code: code ?? '' });
}
