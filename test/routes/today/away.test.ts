import assert from 'node:assert/strict';
import { Absence } from '../../../models/absence.ts';
import { SettingsChange } from '../../../models/settingsChange.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, signedIn, type TestApp, userWith } from '../../support/app.ts';
import { closeTestDatabase } from '../../support/database.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received } from '../../support/requests.ts';

const HERE = '/today/away';

describe('Absences and closures', () => {
  let desk: TestDesk;
  let app: TestApp;
  let handler: Browser;

  beforeEach(async () => {
    desk = await deskForTests();
    app = appForTests(desk);
    handler = await signedIn(app, 'handler');
  });
  after(closeTestDatabase);

  it('show the work of whoever is away under their deputy’s today, from the first day to the last', async () => {
    const { id: away } = await userWith(desk, 'handler');
    const { id: deputy } = await userWith(desk, 'reader');
    const request = await received(desk, desk.organisation, { channel: 'post', rights: ['access'] });
    await SubjectRequest.update({ assigneeId: away }, { where: { id: request.id } });
    desk.clock.set('2026-03-30T09:00:00Z');
    handler = await signedIn(app, 'handler');
    const saved = await handler.submit(HERE, {
      from: '2026-03-31',
      until: '2026-04-01',
      deputy: String(deputy),
    });
    assert.equal(saved.headers.location, HERE);
    assert.match(
      (await handler.get('/today')).text,
      /You are away 31 Mar 2026 to 1 Apr 2026, when 0 fall due\. The reader stands in/,
    );
    const seen: boolean[] = [];
    for (const at of [
      '2026-03-30T10:00:00Z',
      '2026-03-31T00:00:00Z',
      '2026-04-01T21:00:00Z',
      '2026-04-02T08:00:00Z',
    ]) {
      desk.clock.set(at);
      const reader = await signedIn(app, 'reader');
      seen.push((await reader.get('/today')).text.includes(request.reference));
    }
    assert.deepEqual(seen, [false, true, true, false]);
    assert.equal(await SettingsChange.count({ where: { kind: 'absence' } }), 1);
  });

  it('keep what was typed, and say beside the field what is wrong', async () => {
    const { id } = await userWith(desk, 'handler');
    const page = await handler.submit(HERE, { from: '2026-03-10', until: '2026-03-09', deputy: '' });
    assert.equal(page.status, 422);
    assert.match(page.text, /The last day must not be before the first/);
    assert.match(page.text, /value="2026-03-10"/);
    const self = await handler.submit(HERE, { from: '2026-03-10', until: '2026-03-11', deputy: String(id) });
    assert.match(self.text, /Choose a colleague other than the person who is away/);
    assert.equal(await Absence.count(), 0);
  });

  it('let a handler record only their own, and the DPO anybody’s and the closures', async () => {
    const { id: reader } = await userWith(desk, 'reader');
    const others = { who: String(reader), from: '2026-03-10', until: '2026-03-11' };
    assert.equal((await handler.submit(HERE, others)).status, 403);
    assert.equal((await handler.submit(HERE, others, { action: `${HERE}/closures` })).status, 403);
    const dpo = await signedIn(app, 'dpo');
    assert.equal((await dpo.submit(HERE, others)).status, 303);
    const [absence] = await Absence.findAll();
    assert.equal((await handler.submit(HERE, {}, { action: `${HERE}/${absence?.id}/end` })).status, 403);
    assert.equal((await dpo.submit(HERE, {}, { action: `${HERE}/${absence?.id}/end` })).status, 303);
    assert.equal(await Absence.count(), 0);
  });

  it('say how many fall due in a closure, which moves no deadline', async () => {
    await received(desk, desk.organisation, { channel: 'post', rights: ['access'] });
    const dpo = await signedIn(app, 'dpo');
    await dpo.submit(HERE, { from: '2026-03-30', until: '2026-04-03' }, { action: `${HERE}/closures` });
    const page = (await dpo.get('/today')).text;
    assert.match(
      page,
      /One falls due in your closure, 30 Mar 2026 to 3 Apr 2026\. The last working day before it is Friday 27 March 2026\./,
    );
  });
});
