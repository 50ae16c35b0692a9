import assert from 'node:assert/strict';
import type supertest from 'supertest';
import type { Role } from '../../domain/permissions.ts';
import type { Organisation } from '../../models/organisation.ts';
import { type Browser, hiddenFieldsIn, signedIn, type TestApp, userWith } from './app.ts';

/** A user of both organisations, at first in Example Hosting; `there` is their role at Organisation other. */
export async function inBoth(
  app: TestApp,
  other: Pick<Organisation, 'id'>,
  role: Role,
  there = role,
): Promise<Browser> {
  await userWith(app.desk, there, { email: `${role}@example.org`, organisation: other });
  return signedIn(app, role);
}

export async function switchTo(agent: Browser, slug: string): Promise<void> {
  const fields = await agent.hiddenFields('/settings/organisation', '/sessions/organisation');
  const moved = await agent
    .post('/sessions/organisation')
    .type('form')
    .send({ ...fields, organisation: slug });
  assert.equal(moved.status, 303, moved.text);
}

export const withFields = (sending: supertest.Test, fields: object) => {
  for (const [name, value] of Object.entries(fields)) sending.field(name, value);
  return sending;
};
export const withFile = (sending: supertest.Test, fields: object) =>
  withFields(sending, fields).attach('files', Buffer.from('some bytes'), 'note.txt');

/** The button that leads to the form's organisation: its address, and the fields that it sends again. */
export function buttonOf(html: string): { action: string; again: Record<string, string> } {
  const form = /<form method="post" action="(\/sessions\/organisation\?[^"]*)">[\s\S]*?<\/form>/.exec(html);
  const again = hiddenFieldsIn(form?.[0] ?? '') as Record<string, string>;
  for (const [, name = '', text = ''] of (form?.[0] ?? '').matchAll(
    /<textarea name="([^"]*)" hidden>\n([\s\S]*?)<\/textarea>/g,
  ))
    again[name] = plain(text);
  return { action: plain(form?.[1] ?? ''), again };
}

const SIGNS: Record<string, string> = { amp: '&', lt: '<', gt: '>', '#34': '"', '#39': "'" };
const plain = (text: string) =>
  text.replace(/&(amp|lt|gt|#34|#39);/g, (_, sign: string) => SIGNS[sign] ?? '');
