import assert from 'node:assert/strict';
import { organisationById } from '../../../models/organisation/find.ts';
import { appForTests, hiddenFieldsIn, signedIn } from '../../support/app.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { type RequestAtHand, requestAtHand } from './requestAtHand.ts';

let at: RequestAtHand;
const reason = 'She spells it so in her letter';
const words = (text: string) => wordsOf({ text }).replace(/[\u2066-\u2069]/g, '');
/** Sends the form of a preview again, as it shows itself, with its box ticked. */
const confirmed = (verb: string, text: string, fields: object) =>
  at.dpo
    .post(at.path(verb))
    .type('form')
    .send({ ...hiddenFieldsIn(text, at.path(verb)), ...fields, confirmed: 'yes' });

describe('Correcting a request, in its pages', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });

  it('is one link of the request page, to everything that may be wrong', async () => {
    assert.match(await at.html(), new RegExp(`href="${at.path('corrections')}"[^>]*>Correct<`));
    const { text } = await at.dpo.get(at.path('corrections'));
    for (const verb of ['corrections/person', 'corrections/right', 'receipt', 'policy', 'reply'])
      assert.ok(text.includes(`href="${at.path(verb)}`), verb);
    assert.match(words(text), /Right Erasure Change Right/);
  });

  it('tells a handler no way to what only the DPO corrects, and a reader none', async () => {
    const organisation = await organisationById(at.request.organisationId);
    const app = appForTests(at.desk);
    const handler = await signedIn(app, 'handler', { organisation });
    const { text } = await handler.get(at.path('corrections'));
    assert.ok(text.includes(`href="${at.path('corrections/person')}#personName"`));
    assert.ok(!text.includes(at.path('corrections/right')));
    assert.ok(!text.includes('#email'));
    assert.ok(!(await handler.get(at.path('corrections/person'))).text.includes('name="email"'));
    const reader = await signedIn(app, 'reader', { organisation });
    assert.equal((await reader.get(at.path('corrections'))).status, 403);
    assert.ok(!(await reader.get(`/requests/${at.request.reference}`)).text.includes('corrections'));
  });

  it('shows on the page what was noted before, who corrected it and why', async () => {
    const noted = {
      personName: 'Ada Exemple',
      email: 'ada@example.org',
      customerNumber: 'C-7',
      language: 'fr',
    };
    await at.done('corrections/person', { ...noted, reason });
    const page = words(await at.html());
    assert.match(page, /Name: Ada Example → Ada Exemple/);
    assert.match(page, /Customer number: \(nothing\) → C-7/);
    assert.match(page, /Language of the letters: English → français/i);
    assert.match(page, /Reason: She spells it so in her letter/);
    assert.match(page, /Corrected: Name, Customer number, and Language of the letters\./);
  });

  it('asks for a client’s addresses and number once there is a client', async () => {
    assert.doesNotMatch(words((await at.dpo.get(at.path('corrections'))).text), /Their email address/);
    const client = { behalfName: 'Cy Example', behalfEmail: 'cy@example.org', behalfCustomerNumber: 'C-77' };
    await at.refused(
      'corrections/person',
      { behalfEmail: 'cy@example.org', reason },
      'behalfName',
      /whose data it is/,
    );
    await at.refused(
      'corrections/person',
      { ...client, behalfEmail: 'cy@', reason },
      'behalfEmail',
      /name@example\.org/,
    );
    await at.done('corrections/person', { ...client, reason });
    const corrections = words((await at.dpo.get(at.path('corrections'))).text);
    assert.match(corrections, /Their email address cy@example\.org Change/);
    assert.match(corrections, /Their customer number C-77 Change/);
    assert.match(words(await at.html()), /Their customer number: \(nothing\) → C-77/);
    await at.done('corrections/person', { ...client, behalfRelation: 'Guardian', reason });
    assert.match(words(await at.html()), /Cy Example Guardian cy@example\.org C-77/);
  });

  it('keeps what is not in the form that was sent', async () => {
    await at.done('corrections/person', { personName: 'Ada Exemple', reason });
    assert.equal((await at.request.reload()).personEmail, 'ada@example.org');
  });

  it('refuses beside the field, with what was typed', async () => {
    const fields = { personName: 'Ada', email: 'ada@example.com', known: '', reason };
    await at.refused('corrections/person', fields, 'known', /Say how you know/);
  });

  it('shows what another right does before it does it, and calls that no fault', async () => {
    const fields = { right: 'access', reason };
    const preview = await at.form('corrections/right', fields);
    assert.equal(preview.status, 200);
    assert.doesNotMatch(preview.text, /error-summary|aria-invalid|is-faulty/);
    assert.match(words(preview.text), /Nothing is changed yet\. .* It would then be about: Access\./);
    assert.match(words(preview.text), /Ends/);
    assert.equal((await confirmed('corrections/right', preview.text, fields)).status, 303);
    assert.match(words(await at.html()), /The right was corrected from “Erasure” to “Access”/);
  });

  it('shows which dates another receipt moves, and calls that no fault', async () => {
    const fields = { receivedOn: '2026-02-20', reason: 'The postmark' };
    const preview = await at.form('receipt', fields);
    assert.equal(preview.status, 200);
    assert.doesNotMatch(preview.text, /error-summary|aria-invalid|is-faulty/);
    assert.match(words(preview.text), /These dates would move/);
    assert.equal((await at.request.reload()).receivedOn, '2026-03-02');
    assert.equal((await confirmed('receipt', preview.text, fields)).status, 303);
    assert.equal((await at.request.reload()).receivedOn, '2026-02-20');
  });
});
