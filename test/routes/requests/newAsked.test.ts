import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { RIGHTS } from '../../../domain/rights.ts';
import { Letter } from '../../../models/letter.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';

describe('Logging by hand what is asked, and for whom', () => {
  let dpo: Browser;
  const send = (changes: Record<string, string | string[]>) =>
    dpo.submit('/requests/new', {
      channel: 'post',
      receivedOn: '2026-01-31',
      rights: ['erasure'],
      personName: 'Bo Example',
      ...changes,
    });
  beforeEach(async () => {
    dpo = await signedIn(appForTests(await deskForTests()), 'dpo');
  });

  it('keeps what follows from each right: every request its own answers', async () => {
    const { text: form } = await dpo.get('/requests/new');
    assert.match(form, /data-choice="rectification"[\s\S]*?name="rectification-wrong"/);
    await send({
      rights: ['rectification', 'erasure'],
      'rectification-wrong': 'My house number is 12',
      'rectification-right': 'It is 21',
      'erasure-extent': 'some',
      'erasure-which': 'The old photographs',
      'access-which': 'Of a right that is not ticked',
    });
    const [one, two] = await SubjectRequest.findAll({ order: ['id'] });
    const first = wordsOf(await dpo.get(`/requests/${one?.reference}`));
    assert.match(first, /What is wrong My house number is 12 What is right It is 21/);
    assert.doesNotMatch(first, /photographs|not ticked/);
    const answering = wordsOf(await dpo.get(`/requests/${one?.reference}/answer`));
    assert.match(answering, /What the person wrote What is wrong My house number is 12/);
    const second = wordsOf(await dpo.get(`/requests/${two?.reference}`));
    assert.match(second, /Only some of it .*The old photographs/);
    assert.doesNotMatch(second, /house number|not ticked/);
  });

  it('shows the questions of a right when it is ticked, in a browser that can tell', async () => {
    const css = await readFile(new URL('../../../public/css/logging.css', import.meta.url), 'utf8');
    const bare = css.replace(/\s/g, '');
    for (const right of RIGHTS)
      assert.ok(
        bare.includes(`:not(:has([name="rights"][value="${right}"]:checked))[data-choice="${right}"]`),
        right,
      );
  });

  it('keeps the client’s own addresses and number, and tells them there', async () => {
    const client = {
      behalfName: 'Cy Example',
      behalfEmail: 'Cy@Example.org',
      behalfPostalAddress: '2 Sample Street\nAnytown',
      behalfCustomerNumber: 'C-77',
    };
    await send({ email: 'bo@example.org', ...client });
    const request = (await SubjectRequest.findOne({ rejectOnEmpty: true })) as SubjectRequest;
    const words = wordsOf(await dpo.get(`/requests/${request.reference}`));
    assert.match(words, /Cy Example.*Cy@Example\.org.*2 Sample Street Anytown.*C-77/);
    assert.deepEqual(
      (await Letter.findAll({ order: ['id'] })).map(({ kind, recipient }) => [kind, recipient]),
      [
        ['receipt', 'person'],
        ['client-notice', 'client'],
      ],
    );
    assert.match((await dpo.get('/requests?q=c77')).text, new RegExp(request.reference));
  });

  const faults = [
    [{ behalfEmail: 'cy@example' }, 'behalfEmail', /name@example\.org/],
    [{ behalfCustomerNumber: 'C-77' }, 'behalfName', /whose data it is/],
    [{ 'erasure-which': 'x'.repeat(5001) }, 'erasure-which', /too long/],
  ] as const;
  for (const [changes, field, sentence] of faults)
    it(`refuses ${field} beside it, with what holds it unfolded`, async () => {
      const { status, text } = await send(changes as Record<string, string>);
      assert.equal(status, 422);
      assert.match(new RegExp(`id="${field}-error">[\\s\\S]*?</p>`).exec(text)?.[0] ?? '', sentence);
      assert.equal(text.includes('folded-fields" open'), field.startsWith('behalf'));
      assert.equal(await SubjectRequest.count(), 0);
    });
});
