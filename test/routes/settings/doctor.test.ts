import assert from 'node:assert/strict';
import { fail, findingOf, ok, warn } from '../../../domain/doctor.ts';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';

const FOUND = [
  findingOf('release', [ok('runs', { version: '1.2.3', node: '24.0.0' })]),
  findingOf('disk', [warn('diskLow', { path: '/srv/<desk>', bytes: 730_000_000 })]),
  findingOf('mail', [
    fail('mailFails', { host: 'mail.example.org', step: 'connection', says: 'ECONNREFUSED' }),
  ]),
  findingOf('backups', [fail('backupOld', { at: new Date('2026-11-24T01:00:20Z') })]),
];

describe('The page of the state of the service', () => {
  it('tells the worst first, in words and not by colour alone', async () => {
    const app = appForTests(await deskForTests(), { examine: async () => FOUND });
    const agent = await signedIn(app, 'administrator');
    const { text } = await agent.get('/settings/doctor');
    assert.match(text, /2 things do not work\./);
    const order = ['Mail server', 'Backups', 'Disk', 'Release'].map((name) =>
      text.indexOf(`<bdi>${name}</bdi>`),
    );
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
    );
    assert.ok(order[0] !== -1);
    assert.match(text, /Does not work/);
    assert.match(
      text,
      /mail\.example\.org: the mail server cannot be reached\. Check that the mail server runs/s,
    );
    assert.match(text, /Only .*730 MB.* left at .*\/srv\/&lt;desk&gt;/);
    assert.match(text, /Tuesday 24 November 2026, 02:00 \(Paris\)/);
    assert.match((await agent.get('/settings/organisation')).text, /href="\/settings\/doctor"/);
  });

  it('is examined for the organisation of the user who asks', async () => {
    const desk = await deskForTests();
    const asked: number[] = [];
    const examine = async (id: number) => {
      asked.push(id);
      return FOUND;
    };
    const app = appForTests(desk, { examine });
    await (await signedIn(app, 'dpo')).get('/settings/doctor');
    assert.deepEqual(asked, [desk.organisation.id]);
  });

  it('is there in French', async () => {
    const app = appForTests(await deskForTests(), { examine: async () => FOUND });
    const agent = await signedIn(app, 'dpo');
    const { text } = await agent.get('/settings/doctor?lang=fr');
    assert.match(text, /État du service/);
    assert.match(text, /le serveur de messagerie est injoignable/);
    assert.match(text, /2 points ne fonctionnent pas/);
  });

  it('is no business of who only works on requests', async () => {
    const app = appForTests(await deskForTests(), { examine: async () => FOUND });
    for (const role of ['handler', 'reader'] as const)
      assert.equal((await (await signedIn(app, role)).get('/settings/doctor')).status, 403);
  });
});
