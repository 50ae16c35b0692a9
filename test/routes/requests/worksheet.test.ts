import assert from 'node:assert/strict';
import { shapeOf, VERB_NAMES } from '../../../domain/lifecycle/verbs.ts';
import { CRITERIA } from '../../../domain/lifecycle/worksheet.ts';
import { Event } from '../../../models/event.ts';
import { Fact } from '../../../models/fact.ts';
import { Letter } from '../../../models/letter.ts';
import { createOrganisation } from '../../../models/organisation/create.ts';
import type { Organisation } from '../../../models/organisation.ts';
import { WorksheetRow } from '../../../models/worksheet.ts';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { received } from '../../support/requests.ts';
import { COMPLETE_WORKSHEET } from '../../support/worksheet.ts';
import { BY_POST, RequestAtHand, requestAtHand, TODAY } from './requestAtHand.ts';

const SHEET = COMPLETE_WORKSHEET as Record<string, string>;
const EXCESSIVE = 'unfounded-or-excessive';
const REFUSAL = { scope: 'whole', ground: EXCESSIVE, reason: 'You ask in order to be paid', sending: 'mail' };
const onIt = (request: { id: number }) => Fact.count({ where: { requestId: request.id, about: EXCESSIVE } });
const savings = () => WorksheetRow.count();

/** An access request under the law of the United Kingdom, which stops the clock for a fee. */
async function ukAtHand(): Promise<RequestAtHand> {
  const desk = await deskForTests();
  const organisation = await createOrganisation(desk, { name: 'Third', slug: 'third', policy: 'uk-gdpr' });
  const dpo = await signedIn(appForTests(desk), 'dpo', { organisation });
  return new RequestAtHand(desk, dpo, await received(desk, organisation, { rights: ['access'] }));
}

describe('The worksheet for “manifestly unfounded or excessive” (Art. 12(5); C-526/24)', () => {
  it('is the only way to that ground: no verb reaches it, or a fee, without a complete worksheet', async () => {
    const at = await ukAtHand();
    const organisation = { id: at.request.organisationId } as Organisation;
    const { _csrf } = await at.dpo.hiddenFields('/settings/policies');
    for (const verb of VERB_NAMES) {
      at.request = await received(at.desk, organisation, { rights: ['access'] });
      const words = Object.fromEntries(
        shapeOf(verb).fields.map((field) => [field, field.endsWith('Time') ? '' : 'All of it']),
      );
      const said = { ...words, ...BY_POST, ...REFUSAL, reason: verb === 'pause' ? 'fee' : REFUSAL.reason };
      const page = at.path(shapeOf(verb).path.replace(':clock', 'reply'));
      const { version } = await at.request.reload();
      const form = {
        ...said,
        askedAt: TODAY,
        proof: 'Letter 1',
        decision: 'refusal-decided',
        case: 'abusive',
      };
      const { status, text } = await at.dpo
        .post(page)
        .type('form')
        .send({ _csrf, ...form, version: String(version), letterShown: 'any' });
      if (verb === 'refuse') assert.match(text, /id="ground-error">[^\n]*takes a worksheet/);
      if (verb === 'pause') assert.match(text, /id="reason-error">[^\n]*takes a worksheet/);
      assert.ok(status < 500, `${verb}: ${status}`);
      const fees = await Fact.count({ where: { requestId: at.request.id, about: 'fee' } });
      assert.deepEqual([await onIt(at.request), fees], [0, 0], verb);
      assert.equal(await Letter.count({ where: { requestId: at.request.id, kind: 'refusal' } }), 0, verb);
    }
  });

  it('lets the refusal through once complete, fills it in, and the log names its version', async () => {
    const at = await requestAtHand();
    assert.match((await at.dpo.get(at.path('refusal/worksheet'))).text, /announced by Thursday 2 April 2026/);
    const { intent: _, ...without } = SHEET;
    await at.done('refusal/worksheet', without);
    await at.refused('refusal', REFUSAL, 'ground', /one answer is missing/);
    assert.equal(await onIt(at.request), 0);
    await at.done('refusal/worksheet', SHEET);
    const page = (await at.dpo.get(at.path('refusal'))).text;
    assert.match(page, new RegExp(`value="${EXCESSIVE}"[^>]* checked`));
    assert.match(page, /You wrote to us that you ask in order to be paid\.<\/textarea>/);
    await at.done('refusal', REFUSAL);
    await lettersGoOut(at.desk);
    const decided = await Event.findOne({ where: { kind: 'refusal-decided' }, rejectOnEmpty: true });
    assert.equal(JSON.parse(decided.data).worksheet, 2);
    assert.equal(await at.state(), 'answered');
  });

  it('is on the request page in full, in each version in the log, and with no word of it in the log', async () => {
    const at = await requestAtHand();
    await at.done('refusal/worksheet', SHEET);
    const html = await at.html();
    for (const criterion of CRITERIA)
      for (const field of [criterion, `${criterion}Evidence`])
        assert.ok(html.includes(SHEET[field]?.replaceAll("'", '&#39;') ?? ''), field);
    assert.match(html, /Ines Kaya, data protection officer[\s\S]*Tom Berg, legal department/);
    assert.match(html, /Worksheet, version 1: complete\./);
    const events = (await Event.findAll()).map(({ data }) => data).join();
    assert.match(events, /"digest":"[0-9a-f]{64}"/);
    for (const words of Object.values(SHEET))
      assert.ok(words === 'abusive' || !events.includes(words), words);
    const stored = (await WorksheetRow.findAll()).map(({ content }) => content.toString('latin1')).join();
    assert.ok(!stored.includes('Kaya') && !stored.includes('intent'), 'sealed');
  });

  it('is closed with the refusal: what it rests on is changed by nobody', async () => {
    const at = await requestAtHand();
    await at.done('refusal/worksheet', SHEET);
    await at.done('refusal', REFUSAL);
    const { status } = await at.form('refusal/worksheet', {
      ...SHEET,
      intent: 'Something else, found later',
    });
    assert.deepEqual([status, await savings()], [409, 1]);
    await lettersGoOut(at.desk);
    assert.equal((await at.form('refusal/worksheet', { ...SHEET, intent: 'Something else' })).status, 409);
    assert.match(await at.html(), /In a letter the person names the sum/);
  });

  it('keeps what was written where a name stands twice, or a year lies between the requests', async () => {
    const at = await requestAtHand();
    const alone = { ...SHEET, checkedBy: 'Data protection officer, Ines Kaya' };
    await at.refused('refusal/worksheet', alone, 'checkedBy', /Name a second person/);
    const yearly = { ...SHEET, case: 'repetitive', earlierOn: '2025-03-02' };
    await at.refused('refusal/worksheet', yearly, 'earlierOn', /never excessive/);
    assert.equal(await savings(), 0);
  });
});
