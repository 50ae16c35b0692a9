import type { Response } from 'express';
import { AnswerPackage } from '../../models/answerPackage.ts';
import { storeAttachments } from '../../models/attachment/store.ts';
import { hashOfToken, sealJson } from '../../models/crypto/keyring.ts';
import type { Desk } from '../../models/desk.ts';
import { contentWriter, PART } from '../../models/fileContent/keep.ts';
import { keyOf } from '../../models/subjectRequest/sealed.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { grantAccess } from '../../routes/middleware/codeCookie.ts';

/** A file by its parts, of at most a MiB each; with the system that it comes from. */
export type LargeFile = { name: string; mediaType?: string; system?: string; parts: Iterable<Buffer> };

/** An answer with these files, written part by part, and how a browser asks for it once the code was typed in. */
export async function largeAnswer(desk: Desk, request: SubjectRequest, files: readonly LargeFile[]) {
  const key = keyOf(desk, request);
  const kept = [];
  for (const { name, mediaType = 'text/plain', parts } of files) {
    const writer = contentWriter(desk);
    for (const part of parts) await writer.add(part);
    kept.push({ name, mediaType, kept: await writer.end() });
  }
  const stored = await storeAttachments(key, request, 'answer', kept, desk.clock());
  const attachments = stored.map(({ id }) => id);
  const systems = Object.fromEntries(
    files.flatMap(({ system }, nth) => (system ? [[attachments[nth], system]] : [])),
  );
  const token = `answer-${request.id}`;
  await AnswerPackage.create({
    requestId: request.id,
    organisationId: request.organisationId,
    tokenHash: hashOfToken(token),
    data: sealJson(key, { text: 'Here is all.', nothingHeld: '', attachments, systems }),
    expiresAt: new Date(desk.clock().getTime() + 86_400_000),
    createdAt: desk.clock(),
  });
  const path = `/answers/${token}`;
  return { path, attachments, headers: { cookie: accessCookie(desk, token, path) } };
}

/** The cookie of a browser in which the code was typed in. */
function accessCookie(desk: Desk, token: string, path: string): string {
  let cookie = '';
  const response = {
    locals: { visit: { base: '' } },
    cookie: (name: string, value: string) => (cookie = `${name}=${value}`),
  };
  const appDesk = { ...desk, baseUrl: 'http://127.0.0.1' } as Parameters<typeof grantAccess>[0];
  grantAccess(appDesk, response as unknown as Response, token, { name: 'answer', path, minutes: 600 });
  return cookie;
}

/** So many MiB of text, as people's data are: about a fifth remains of it in a zip. */
export function* textOf(mebibytes: number): Generator<Buffer> {
  for (let nth = 0; nth < mebibytes; nth += 1) yield TEXT;
}

const WORDS = 'order shoes paid returned address Lyon Paris customer note call letter invoice shipped'.split(
  ' ',
);
/** A window of deflate is 32 KiB: what comes again after a MiB is new to it. */
const TEXT = (() => {
  let seed = 42;
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  let text = '';
  while (text.length < PART)
    text += `${next(1e6)} ${WORDS[next(WORDS.length)]} ${WORDS[next(WORDS.length)]} ${next(1e4)}\n`;
  return Buffer.from(text.slice(0, PART));
})();
