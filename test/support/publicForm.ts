import assert from 'node:assert/strict';
import type supertest from 'supertest';
import type { By, Desk } from '../../models/desk.ts';
import { draftFiles, readDraft } from '../../models/draft/drafts.ts';
import type { SendDraftInput } from '../../models/draft/send.ts';
import { digestOfShown } from '../../models/draft/shown.ts';
import { letterContext } from '../../models/letter/context.ts';
import { Letter } from '../../models/letter.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import type { Browser } from './app.ts';

export type Filled = {
  rights?: string[];
  /** The country, if the form asks for it. */
  residence?: string;
  who?: Record<string, string>;
  behalf?: Record<string, string>;
  about?: string;
  /** Answers to the questions of a right, by the name of their field. */
  particulars?: Record<string, string>;
  files?: { name: string; content: string | Buffer }[];
  base?: string;
};

export const ADA = { name: 'Ada Example', email: 'ada@example.org' };

/** Answers every question as a person without JavaScript does, up to the check page. */
export async function fillIn(visitor: Browser, filled: Filled = {}): Promise<void> {
  const {
    rights = ['erasure'],
    residence,
    who = ADA,
    behalf = { behalf: 'self' },
    about = '',
    particulars = {},
    base = '',
  } = filled;
  const files = (filled.files ?? []).map((file) => ({ field: 'files', ...file }));
  await step(visitor.submit(`${base}/ask`, { rights }), `${base}/ask/${residence ? 'residence' : 'behalf'}`);
  if (residence) await step(visitor.submit(`${base}/ask/residence`, { residence }), `${base}/ask/behalf`);
  await step(visitor.submit(`${base}/ask/behalf`, behalf), `${base}/ask/who`);
  await step(visitor.submit(`${base}/ask/who`, who), `${base}/ask/about`);
  await step(visitor.submit(`${base}/ask/about`, { about, ...particulars }), `${base}/ask/files`);
  await step(visitor.submit(`${base}/ask/files`, {}, { files }), `${base}/ask/check`);
}

/** Fills in the form and sends it. Returns the confirmation's address, the status token and the requests. */
export async function ask(visitor: Browser, filled: Filled = {}) {
  await fillIn(visitor, filled);
  const sent = await visitor.submit(`${filled.base ?? ''}/ask/check`);
  assert.equal(sent.status, 303, sent.text);
  const confirmation = sent.headers.location ?? '';
  const token = confirmation.split('/').at(-1) ?? '';
  const requests = await SubjectRequest.findAll({ order: ['id'] });
  return { confirmation, token, requests, request: requests.at(-1) as SubjectRequest };
}

async function step(going: Promise<supertest.Response>, to: string): Promise<void> {
  const { status, headers, text } = await going;
  assert.equal(status, 303, text);
  assert.equal(headers.location?.split('?')[0], to);
}

/** What the check page's button sends for the present form, in English. */
export async function sendingOf(desk: Desk, by: By, token: string): Promise<SendDraftInput> {
  const draft = await readDraft(desk, by, token);
  assert.ok(draft, 'no such draft');
  const shown = digestOfShown(by, { draft, files: await draftFiles(desk, token), language: 'en' });
  return { formKey: draft.formKey, shown, language: 'en' };
}

/** The context of the latest letter of a kind, with its links and its code. */
export async function latestLetter(desk: Desk, kind: string) {
  const letter = await Letter.findOne({ where: { kind }, order: [['id', 'DESC']] });
  assert.ok(letter, `no letter ${kind}`);
  return letterContext(desk, letter);
}

/** The path of a link in a letter. */
export const pathOf = (link: string | undefined): string => new URL(link ?? '').pathname;

/** A page's text without markup. */
export function wordsOf({ text }: { text: string }): string {
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', '#34': '"', '#39': "'" };
  return text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(amp|lt|gt|#34|#39);/g, (_, sign: string) => signs[sign] ?? '')
    .replace(/\s+/g, ' ');
}
