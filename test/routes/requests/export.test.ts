import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ClientRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { received } from '../../support/requests.ts';

let desk: TestDesk;
let dpo: Browser;

async function open(): Promise<void> {
  desk = await deskForTests();
  dpo = await signedIn(appForTests(desk), 'dpo');
}

async function at(moment: string): Promise<void> {
  desk.clock.set(moment);
  dpo = await signedIn(appForTests(desk), 'dpo'); // a log-in ends after twelve idle hours
}

const lines = async (query = '') => {
  const answer = await dpo.get(`/requests.csv${query}`).expect(200);
  return answer.text
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
};

describe('The export of the queue', () => {
  beforeEach(open);

  it('is a file with the head in the reader’s language', async () => {
    const answer = await dpo.get('/requests.csv');
    assert.match(
      String(answer.headers['content-disposition']),
      /^attachment; filename="requests-2026-03-02\.csv"/,
    );
    assert.match(String(answer.headers['content-type']), /^text\/csv/);
    assert.match((await lines())[0] ?? '', /^Reference,Person,Email,Right,/);
    assert.match((await lines('?lang=fr'))[0] ?? '', /^Référence;Personne;Courriel;Droit;/);
  });

  it('holds what the same filter shows, on all its pages', async () => {
    const access = await received(desk, desk.organisation, { rights: ['access'] });
    for (let number = 0; number < 52; number += 1)
      await received(desk, desk.organisation, { channel: 'post', person: { name: `Person ${number}` } });
    assert.equal((await lines()).length, 1 + 53);
    const filtered = await lines('?right=access');
    assert.deepEqual([filtered.length, filtered[1]?.startsWith(access.reference)], [2, true]);
  });

  it('calls a request overdue from the minute from which the list does', async () => {
    await received(desk, desk.organisation);
    await at('2026-04-02T21:59:00Z');
    assert.match((await lines())[1] ?? '', /Reply to the person,2026-04-02,due today,no,Open/);
    await at('2026-04-02T22:00:00Z');
    assert.match((await lines())[1] ?? '', /Reply to the person,2026-04-02,1 day late,yes,Open/);
  });

  for (const sign of ['=', '+', '-', '@', '\t', '\r']) {
    it(`neutralises a cell that begins with ${JSON.stringify(sign)}`, async () => {
      const { reference } = await received(desk, desk.organisation, { channel: 'post' });
      await SubjectRequest.update({ personName: `${sign}HYPERLINK(1)` }, { where: { reference } }); // also of before names were of one line
      const text = (await dpo.get('/requests.csv')).text;
      assert.ok(text.includes(`'${sign}HYPERLINK(1)`), text);
    });
  }

  it('names who asks, and in a column of its own on whose behalf', async () => {
    const behalf = { name: 'Cy Client', relation: 'My client' };
    await received(desk, desk.organisation, { details: { about: '', behalf } });
    const [head = '', row = ''] = await lines();
    assert.match(
      head,
      /,Customer,On behalf of,Rest announced for,Rest sent,Tags,Address,Details,Ground of extension,Reason of extension,Charge,Action$/,
    );
    assert.match(row, /,Ada Example,[\s\S]*,Cy Client,{9}$/);
  });

  it('is a page of fault and no broken file where the requests cannot be read', async () => {
    await desk.database.query('ALTER TABLE subject_requests RENAME TO away');
    const answer = await dpo.get('/requests.csv').then(
      (given) => given,
      (error) => error,
    );
    await desk.database.query('ALTER TABLE away RENAME TO subject_requests');
    assert.equal(answer.status, 500);
    assert.match(String(answer.headers['content-type']), /^text\/html/);
    assert.equal(answer.headers['content-disposition'], undefined);
  });

  it('is for those who may export, of their own organisation', async () => {
    await received(desk, await anotherOrganisation(desk));
    assert.equal((await lines('?view=all')).length, 1);
    const reader = await signedIn(appForTests(desk), 'reader');
    await reader.get('/requests.csv').expect(403);
    assert.ok(!(await reader.get('/requests')).text.includes('requests.csv'));
  });

  it('is not logged as our fault when the reader disconnects', async () => {
    const faults: unknown[] = [];
    const log = { info: () => undefined, error: (line: unknown) => void faults.push(line) } as never;
    const app = appForTests(desk, { log });
    const answer = await (await signedIn(app, 'dpo')).get('/requests.csv');
    const cookie = (answer as unknown as { req: ClientRequest }).req.getHeader('cookie');
    assert.ok(cookie);
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    for (let tries = 0; tries < 30; tries += 1) {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      socket.write(`GET /requests.csv HTTP/1.1\r\nHost: here\r\nCookie: ${cookie}\r\n\r\n`);
      await setTimeout(tries / 2);
      socket.destroy();
    }
    server.close();
    await once(server, 'close');
    await setTimeout(100);
    assert.deepEqual(faults, []);
  });
});
