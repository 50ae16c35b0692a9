import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as sendRequest } from 'node:http';
import { addAnswerFiles } from '../../../models/answerDraft/addFiles.ts';
import { preparedFilesOf } from '../../../models/answerDraft/files.ts';
import { contentWriter } from '../../../models/fileContent/keep.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { PASSWORD, userWith } from '../../support/app.ts';
import { Asker } from '../../support/asker.ts';
import type { TestDesk } from '../../support/desk.ts';
import { handedOut } from '../../support/handedOut.ts';
import { staffMemberOf } from '../../support/requests.ts';
import type { Server } from './servers.ts';

type GivenFile = { name: string; mediaType: string; parts: Iterable<Buffer> };

/** A request with one file in its answer, a DPO's browser, and the address of the file. */
export async function prepared(desk: TestDesk, { base }: Server, { name, mediaType, parts }: GivenFile) {
  const { request } = await handedOut(desk);
  const by = await staffMemberOf(desk, desk.organisation);
  const writer = contentWriter(desk);
  for (const part of parts) await writer.add(part);
  const kept = await writer.end();
  await addAnswerFiles(desk, by, { reference: request.reference }, { files: [{ name, mediaType, kept }] });
  const fresh = await SubjectRequest.findByPk(request.id, { rejectOnEmpty: true });
  const [file] = await preparedFilesOf(desk, fresh);
  const { email } = await userWith(desk, 'dpo');
  const dpo = new Asker(base);
  const form = { ...(await dpo.hidden('/sessions/new', '/sessions')), email, password: PASSWORD };
  assert.equal((await dpo.send('/sessions', form)).status, 303);
  return { request: fresh, dpo, path: `/requests/${request.reference}/answer/files/${file?.id}` };
}

/** Removes a word from the file. A plain request, since `fetch` waits for five minutes at most. */
export async function removeShoes(
  { base }: Server,
  dpo: Asker,
  path: string,
): Promise<{ status: number; text: string }> {
  const browser = new Asker(base); // the desk may have a new port
  for (const [name, value] of dpo.cookies) browser.cookies.set(name, value);
  const hidden = await browser.hidden(path, `${path}/removals`);
  const body = String(new URLSearchParams({ ...hidden, 'words-rights-of-others': 'shoes' }));
  const headers = { cookie: browser.cookie(), 'content-type': 'application/x-www-form-urlencoded' };
  const sending = sendRequest(`${base}${path}/removals`, { method: 'POST', headers });
  const answered = once(sending, 'response');
  sending.end(body);
  const [answer] = await answered;
  let text = '';
  for await (const piece of answer.setEncoding('utf8')) text += piece;
  return { status: answer.statusCode, text };
}
