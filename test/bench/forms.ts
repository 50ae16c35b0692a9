import { randomBytes } from 'node:crypto';
import { type Agent, request } from 'node:http';
import { readSettings } from '../../config.ts';
import { hashOfToken, sealJson } from '../../models/crypto/keyring.ts';
import { inTransaction } from '../../models/database/transaction.ts';
import type { Desk } from '../../models/desk.ts';
import type { Answers } from '../../models/draft/answers.ts';
import { HOURS_KEPT } from '../../models/draft/drafts.ts';
import { digestOfShown } from '../../models/draft/shown.ts';
import { browserOf, formOf, newToken } from '../../models/draft/token.ts';
import { Draft } from '../../models/draft.ts';
import { Organisation } from '../../models/organisation.ts';
import { openDesk } from '../../process/openDesk.ts';
import { hiddenFieldsIn } from '../support/app.ts';
import type { Filled } from './setUp.ts';

/** A form on its check page: what the browser sends with the last click. */
export type ReadyForm = { headers: Record<string, string>; body: string };
export type Answer = { status: number; location: string; retryAfter: number; ms: number };

/** Does something with the models of a filled desk. */
export async function atDesk<T>(
  { dataDir, databaseUrl }: Filled,
  work: (desk: Desk) => Promise<T>,
): Promise<T> {
  const desk = await openDesk(readSettings({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl }));
  return work(desk).finally(() => desk.database.close());
}

/** So many forms filled in, of as many people, as `saveAnswers` leaves them. One token serves them all: it hangs on no log-in. */
export async function readyForms(desk: Desk, url: string, count: number): Promise<ReadyForm[]> {
  const page = await fetch(`${url}/ask`);
  const cookie = page.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const { _csrf } = hiddenFieldsIn(await page.text(), '/ask') as Record<string, string>;
  const rows: FilledIn[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const formKey = randomBytes(24).toString('base64url');
    rows.push({ token: newToken(), formKey, answers: answersOf(nth) });
  }
  const { id: organisationId } = await Organisation.findOne({ rejectOnEmpty: true });
  await keepAll(desk, organisationId, rows);
  const by = { organisationId, actor: 'person', role: 'person' } as const;
  return rows.map(({ token, formKey, answers }) => ({
    headers: {
      cookie: `${cookie}; draft=${browserOf(token)}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({
      _csrf: _csrf ?? '',
      form: formOf(token),
      formKey,
      shown: digestOfShown(by, { draft: { answers, formKey }, files: [], language: 'en' }),
    }).toString(),
  }));
}

type FilledIn = { token: string; formKey: string; answers: Answers };

async function keepAll(desk: Desk, organisationId: number, rows: FilledIn[]) {
  const expiresAt = new Date(desk.clock().getTime() + HOURS_KEPT * 3_600_000);
  for (let from = 0; from < rows.length; from += 1000) {
    const drafts = rows.slice(from, from + 1000).map(({ token, formKey, answers }) => ({
      tokenHash: hashOfToken(token),
      browserHash: hashOfToken(browserOf(token)),
      organisationId,
      data: sealJson(desk.keyring.deskKey, { answers, formKey, form: formOf(token) }),
      expiresAt,
    }));
    await inTransaction(desk.database, () => Draft.bulkCreate(drafts, { validate: true }));
  }
}

const answersOf = (nth: number): Answers => ({
  rights: ['erasure'],
  who: {
    name: `Ada Example ${nth}`,
    email: `ada.${nth}@example.org`,
    noEmail: false,
    postalAddress: '',
    customerNumber: '',
  },
  behalf: { for: 'self', otherName: '', relation: '', authority: '' },
  about: 'Please delete my account and everything in it.',
});

/** One POST to its whole answer. Rejects when the connection breaks or `timeOut` (ms) runs out. */
export function send(url: string, form: ReadyForm, agent: Agent, timeOut = 20_000): Promise<Answer> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const asking = request(
      url,
      { method: 'POST', agent, headers: form.headers, timeout: timeOut },
      (answer) => {
        answer.resume().on('error', reject);
        answer.on('end', () => {
          const { location = '', 'retry-after': wait = '0' } = answer.headers;
          const ms = performance.now() - begun;
          resolve({ status: answer.statusCode ?? 0, location, retryAfter: Number(wait), ms });
        });
      },
    );
    asking.on('timeout', () => asking.destroy(new Error('no answer in time')));
    asking.on('error', reject);
    asking.end(form.body);
  });
}
