import type { Express } from 'express';
import { pino } from 'pino';
import supertest from 'supertest';
import { createApp } from '../../app.ts';
import type { Role } from '../../domain/permissions.ts';
import { inTransaction } from '../../models/database/transaction.ts';
import { Membership } from '../../models/membership.ts';
import type { Organisation } from '../../models/organisation.ts';
import { hashPassword } from '../../models/user/password.ts';
import { User } from '../../models/user.ts';
import type { AppDesk } from '../../routes/appDesk.ts';
import type { TestDesk } from './desk.ts';

export type TestApp = Express & { desk: TestDesk };

/** The web app of a test desk: without logs, and without rate limits by default. */
export function appForTests(desk: TestDesk, given: Partial<AppDesk> = {}): TestApp {
  const log = pino({ level: 'silent' });
  const app = createApp({
    ...desk,
    log,
    trustProxy: false,
    rateLimits: false,
    mailConfigured: true,
    ...given,
  });
  return Object.assign(app, { desk });
}

export const PASSWORD = 'correct horse battery staple';
let passwordHash: Promise<string> | undefined;

/** An account with a role: `dpo@example.org` in the test organisation by default. */
export async function userWith(
  desk: TestDesk,
  role: Role,
  { email = `${role}@example.org`, organisation = desk.organisation as Pick<Organisation, 'id'> } = {},
): Promise<User> {
  passwordHash ??= hashPassword(PASSWORD);
  const hash = await passwordHash;
  return inTransaction(desk.database, () => madeUser(role, { desk, email, organisation, hash }));
}

type Made = { desk: TestDesk; email: string; organisation: Pick<Organisation, 'id'>; hash: string };

/** Queued with other writers: sqlite refuses a transaction that reads and then writes if another has written meanwhile. */
async function madeUser(role: Role, { desk, email, organisation, hash }: Made): Promise<User> {
  const [user] = await User.findOrCreate({
    where: { email },
    defaults: {
      email,
      name: `The ${role}`,
      passwordHash: hash,
      passwordProof: 'mailbox',
      language: 'en',
      createdAt: desk.clock(),
    },
  });
  await Membership.findOrCreate({
    where: { userId: user.id, organisationId: organisation.id },
    defaults: { userId: user.id, organisationId: organisation.id, role, acceptedAt: desk.clock() },
  });
  return user;
}

type Fields = Record<string, string | string[]>;
type Upload = { field: string; name: string; content: Buffer | string };
type Agent = ReturnType<typeof supertest.agent>;
export type Browser = Agent & {
  /**
   * Fills in the form of the page at `path` and sends it to `action` (`path` by default): with the page's hidden
   * fields, overridden by `fields`. With `files` it is sent as multipart.
   */
  submit(
    path: string,
    fields?: Fields,
    more?: { action?: string; files?: Upload[] },
  ): Promise<supertest.Response>;
  /** The hidden fields of the page at `path`, in its form with that action. */
  hiddenFields(path: string, action?: string): Promise<Fields>;
};

/** A browser that is not logged in: keeps its cookies and sends forms as a person does. */
export function browser(app: TestApp): Browser {
  const agent = supertest.agent(app) as Browser;
  agent.hiddenFields = async (path, action) => hiddenFieldsIn((await agent.get(path)).text, action);
  agent.submit = async (path: string, fields: Fields = {}, { action = path, files = [] } = {}) => {
    const all = { ...(await agent.hiddenFields(path, action)), ...fields };
    if (files.length === 0)
      return readAndSent(agent, action, await agent.post(action).type('form').send(all));
    const sending = agent.post(action);
    for (const [name, value] of Object.entries(all)) {
      for (const one of [value].flat()) sending.field(name, one);
    }
    for (const { field, name, content } of files) sending.attach(field, Buffer.from(content), name);
    return readAndSent(agent, action, await sending);
  };
  return agent;
}

/** A letter is shown before it is sent: sends the form, then confirms the letter as shown. */
export async function readAndSent(
  agent: Agent,
  action: string,
  shown: supertest.Response,
): Promise<supertest.Response> {
  if (shown.status !== 200 || !shown.text?.includes('name="letterShown" value="')) return shown;
  return agent
    .post(action)
    .type('form')
    .send({ ...hiddenFieldsIn(shown.text, action), ...writtenIn(shown.text) });
}

/** The values of a page's fields. */
function writtenIn(html: string): Fields {
  const areas = [...html.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea>/g)];
  const inputs = [...html.matchAll(/<input class="input[^>]* name="([^"]*)"[^>]* value="([^"]*)"/g)];
  return Object.fromEntries(
    [...areas, ...inputs].map(([, name = '', value = '']) => [name, unescaped(value)]),
  );
}

/** A browser logged in with that role in the test organisation. */
export async function signedIn(
  app: TestApp,
  role: Role,
  given: Parameters<typeof userWith>[2] = {},
): Promise<Browser> {
  const { email } = await userWith(app.desk, role, given);
  const agent = browser(app);
  const answer = await agent.submit('/sessions/new', { email, password: PASSWORD }, { action: '/sessions' });
  if (answer.status !== 303) throw new Error(`Log-in answered ${answer.status}`);
  return agent;
}

/** Hidden fields of a page's form with that action; of the whole page if no form has it. */
export function hiddenFieldsIn(html: string, action?: string): Fields {
  const forms = html.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((one) => one.includes(`action="${action}"`)) ?? html;
  const fields: Fields = {};
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name) fields[name] = unescaped(/value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  return fields;
}

const SIGNS: Record<string, string> = { amp: '&', lt: '<', gt: '>', '#34': '"', '#39': "'" };
const unescaped = (text: string) =>
  text.replace(/&(amp|lt|gt|#34|#39);/g, (_, sign: string) => SIGNS[sign] ?? '');
