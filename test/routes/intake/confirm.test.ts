import assert from 'node:assert/strict';
import { Event } from '../../../models/event.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, browser } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { ask, latestLetter, pathOf, wordsOf } from '../../support/publicForm.ts';

describe('The link that confirms the mailbox', () => {
  let desk: TestDesk;
  let visitor: Browser;
  let link: string;
  beforeEach(async () => {
    desk = await deskForTests();
    visitor = browser(appForTests(desk));
    await ask(visitor, { rights: ['access', 'erasure'] });
    link = pathOf((await latestLetter(desk, 'receipt')).links.confirm);
  });
  const statuses = async () => (await SubjectRequest.findAll({ order: ['id'] })).map(({ status }) => status);

  it('changes nothing when it is only opened: mail scanners open links', async () => {
    const page = await visitor.get(link);
    assert.equal(page.status, 200);
    assert.match(page.text, new RegExp(`<form method="post" action="${link}"`));
    assert.match(wordsOf(page), /this address is yours and that you made these requests\./);
    assert.deepEqual(await statuses(), ['unverified', 'unverified']);
  });

  it('confirms every request of the form when its button is pressed', async () => {
    const pressed = await visitor.submit(link);
    assert.deepEqual([pressed.status, pressed.headers.location], [303, link]);
    assert.deepEqual(await statuses(), ['open', 'open']);
    assert.match(wordsOf(await visitor.get(link)), /Email address confirmed/);
  });

  it('is friendly the second time, and notes nothing twice', async () => {
    const fields = await visitor.hiddenFields(link);
    const press = () => visitor.post(link).type('form').send(fields);
    await press();
    const again = await press();
    assert.equal(again.status, 303);
    assert.match(wordsOf(await visitor.get(link)), /Thank you/);
    assert.equal(await Event.count({ where: { kind: 'mailbox-confirmed' } }), 2);
  });

  it('has nothing to confirm once every request has ended', async () => {
    for (const { reference } of await SubjectRequest.findAll()) {
      const by = { organisationId: desk.organisation.id, actor: 'person' as const, role: 'person' as const };
      await withdraw(desk, by, { reference }, { reason: '' });
    }
    assert.match(wordsOf(await visitor.get(link)), /nothing left to confirm/);
  });

  it('says nothing about a token that is none', async () => {
    const page = await visitor.get(`/confirm/${'x'.repeat(43)}`);
    assert.equal(page.status, 404);
    assert.doesNotMatch(wordsOf(page), /ada|R-\w{4}-\w{4}/i);
    const fields = await visitor.hiddenFields('/ask');
    assert.equal((await visitor.post('/confirm/nothing').type('form').send(fields)).status, 404);
  });

  it('is told to nobody: no cache, no referrer, no search engine', async () => {
    const { headers } = await visitor.get(link);
    assert.deepEqual([headers['cache-control'], headers['referrer-policy']], ['no-store', 'no-referrer']);
    assert.match(headers['x-robots-tag'] ?? '', /noindex/);
  });
});
