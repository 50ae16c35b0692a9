import assert from 'node:assert/strict';
import type { Right } from '../../../domain/rights.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import { Letter } from '../../../models/letter.ts';
import { createOrganisation } from '../../../models/organisation/create.ts';
import { extendDeadline } from '../../../models/subjectRequest/extension.ts';
import { statusTokenOf } from '../../../models/submission/links.ts';
import { Submission } from '../../../models/submission.ts';
import { appForTests, browser, signedIn } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { deadlinesByClock, received, staffMemberOf } from '../../support/requests.ts';
import { BY_POST, RequestAtHand } from './requestAtHand.ts';

/** One right asked of an organisation under a policy, received Monday 2 March 2026, before the eyes of its DPO. */
async function asked(right: Right, policy: string, place: { zone?: string; calendar?: string } = {}) {
  const desk = await deskForTests();
  const organisation = await createOrganisation(desk, { name: 'Second', slug: 'second', policy });
  await organisation.update(place);
  const dpo = await signedIn(appForTests(desk), 'dpo', { organisation });
  const at = new RequestAtHand(desk, dpo, await received(desk, organisation, { rights: [right] }));
  const by = await staffMemberOf(desk, organisation);
  return Object.assign(at, { by });
}

type Asked = Awaited<ReturnType<typeof asked>>;
const TAKES_LONG = { reason: 'Nine systems hold data', sending: { by: 'mail' as const } };
const isRule = (code: string) => (error: unknown) => error instanceof RuleViolation && error.code === code;

describe('The desk for a consent withdrawn (Art. 7(3))', () => {
  let at: Asked;
  before(async () => {
    at = await asked('consent-withdrawal', 'gdpr-eu');
  });

  it('offers no extension and no pause, and the door refuses both: Art. 12(3) covers Arts. 15 to 22', async () => {
    assert.equal(await at.status('extension'), 409);
    assert.equal(await at.status('pause'), 409);
    assert.doesNotMatch(await at.html(), /\/extension"|\/pause"/);
    const { desk, by, request } = at;
    const extending = extendDeadline(desk, by, request, { ground: 'complexity', ...TAKES_LONG });
    await assert.rejects(extending, isRule('no-extension'));
  });

  it('first asks to stop what rests on it, before anybody is asked who they are; each counts for itself', async () => {
    const nextStep = async () => /Next step[\s\S]*?<h2/.exec(await at.html())?.[0] ?? '';
    assert.match(
      await nextStep(),
      /Stop what rests on the consent[\s\S]*deadlines\/consent-stop\/fulfilment/,
    );
    await at.done('identity-check', { method: 'log-in' });
    const excessive = { scope: 'whole', ground: 'unfounded-or-excessive', reason: 'Too often', ...BY_POST };
    assert.match(
      (await at.form('refusal', excessive)).text,
      /id="ground-error">[^\n]*Choose the legal ground/,
    );
    await at.done('answer', { text: 'It is withdrawn.', ...BY_POST });
    assert.equal(await at.state(), 'purge-pending');
    assert.match(await at.html(), /Answered, not all done/);
    assert.doesNotMatch(await at.html(), /Deletion pending/);
    const { formKey } = (await Submission.findByPk(at.request.submissionId)) as Submission;
    const { text } = await browser(appForTests(at.desk)).get(
      `/o/second/status/${statusTokenOf(at.desk, formKey)}`,
    );
    assert.match(text, /We have answered\. Something we promised is still to be done/);
    await at.done('deadlines/consent-stop/fulfilment', {
      done: 'Taken out of the list',
      doneAt: '2026-03-02',
      doneAtTime: '10:00',
      proof: 'Ticket 12',
    });
    assert.equal(await at.state(), 'answered');
    const { 'consent-stop': stop, 'reply-to-withdrawal': reply } = await deadlinesByClock(at.request);
    assert.deepEqual([stop?.state, reply?.state, reply?.dueOn], ['met', 'met', '2026-04-02']);
  });
});

describe('The desk for instructions for after death (loi n° 78-17, art. 85)', () => {
  it('has an answer of its own, without an extension', async () => {
    const at = await asked('after-death', 'clever-cloud-privacy');
    assert.equal(await at.status('extension'), 409);
    assert.match(await at.html(), /instructions for after death/);
    assert.deepEqual(Object.keys(await deadlinesByClock(at.request)), ['reply-after-death']);
    await at.done('identity-check', { method: 'mailbox' });
    await at.done('answer', { text: 'They are kept.', ...BY_POST });
    assert.equal(await at.state(), 'answered');
  });
});

describe('The desk for an objection to marketing (Art. 21(3))', () => {
  it('puts the stop first, and an extension moves the answer alone', async () => {
    const at = await asked('marketing-objection', 'gdpr-eu');
    assert.match(await at.html(), /Next step[\s\S]{0,400}Stop the marketing[\s\S]{0,40}Tuesday 3 March 2026/);
    await at.done('extension', { ground: 'number', reason: 'Forty at once', ...BY_POST });
    const { 'marketing-stop': stop, reply } = await deadlinesByClock(at.request);
    assert.equal(reply?.dueOn, '2026-06-02');
    assert.equal(stop?.targetAt?.toISOString(), '2026-03-03T09:00:00.000Z');
    assert.equal(stop?.advisory, false);
  });
});

describe('The desk for an opt-out in California (11 CCR 7026): no verified identity, no period for an answer', () => {
  it('carried out, it is not called done while the person is not told', async () => {
    const at = await asked('marketing-objection', 'ccpa', { zone: 'America/Los_Angeles', calendar: 'US-CA' });
    assert.equal(await at.status('extension'), 409);
    await at.done('deadlines/opt-out/fulfilment', {
      done: 'Taken out of the sale',
      doneAt: '2026-03-02',
      doneAtTime: '01:00',
      proof: 'Ticket 12',
    });
    assert.match(
      await at.html(),
      /Everything that was due is done\. Tell the person\.[\s\S]{0,200}\/answer"/,
    );
    const queue = (await at.dpo.get('/requests')).text;
    assert.match(queue, /Not answered yet/);
    assert.doesNotMatch(queue, /<\/svg>Done/);
    await at.done('answer', { text: 'It is not sold any more.', ...BY_POST });
    assert.equal(await at.state(), 'answered');
  });
});

describe('The desk in Switzerland: a later date that is announced (DPO Art. 18(2))', () => {
  const inZurich = () => asked('access', 'fadp-ch', { zone: 'Europe/Zurich', calendar: 'CH-ZH' });

  it('asks for the day in place of a ground of Art. 12(3), and for one after the 30 days', async () => {
    const at = await inZurich();
    const { text } = await at.dpo.get(at.path('extension'));
    assert.match(text, /due on Wednesday 1 April 2026[\s\S]*DPO Art\. 18\(2\)/);
    assert.doesNotMatch(text, /name="ground"/);
    const told = { reason: 'Nine systems hold data', sending: 'mail' };
    await at.refused('extension', { ...told, until: '' }, 'until', /Give the day/);
    await at.refused(
      'extension',
      { ...told, until: '2026-04-01' },
      'until',
      /after the one on which the answer is due/,
    );
    await at.refused('extension', { ...told, until: '2026-02-30' }, 'until', /not a real date/);
  });

  it('tells the person, who then has it: that day is the last', async () => {
    const at = await inZurich();
    await at.done('extension', { until: '2026-05-20', reason: 'Nine systems hold data', sending: 'mail' });
    assert.equal((await deadlinesByClock(at.request)).reply?.dueOn, '2026-04-01', 'until the notice is out');
    await lettersGoOut(at.desk);
    assert.equal((await deadlinesByClock(at.request)).reply?.dueOn, '2026-05-20');
    const html = await at.html();
    assert.match(html, /until Wednesday 20 May 2026/);
    assert.match(html, /announced Wednesday 20 May 2026/);
    const notice = await Letter.findOne({ where: { kind: 'extension-notice' }, rejectOnEmpty: true });
    const { text } = await at.dpo.get(`/settings/outbox/${notice.id}`);
    assert.match(
      text,
      /Our answer was due by Wednesday 1 April 2026[\s\S]*Nine systems hold data[\s\S]*We will answer you by Wednesday 20 May 2026/,
    );
    assert.doesNotMatch(text, /Art\. 12\(3\)/);
  });

  it('taken back, the 30 days stand again', async () => {
    const at = await inZurich();
    await at.done('extension', { until: '2026-05-20', reason: 'Nine systems', ...BY_POST });
    assert.equal((await deadlinesByClock(at.request)).reply?.dueOn, '2026-05-20');
    await at.done('extension/undo');
    assert.equal((await deadlinesByClock(at.request)).reply?.dueOn, '2026-04-01');
  });
});

describe('The desk for a question that stops no clock', () => {
  it('says so where it is asked: a clarification stops the clock of an access alone (UK GDPR Art. 12A(5))', async () => {
    const london = { zone: 'Europe/London', calendar: 'GB-ENG' };
    const rectification = await asked('rectification', 'uk-gdpr', london);
    const form = async (at: Asked, verb: string) => (await at.dpo.get(at.path(verb))).text;
    assert.match(
      await form(rectification, 'clarification'),
      /No pause: the policy of this request pauses no deadline/,
    );
    assert.match(await form(rectification, 'identity-check/request'), /The pause begins when/);
    const paused = { reason: 'clarification', askedAt: '2026-03-02', askedAtTime: '09:30', proof: 'Call' };
    const refused = await rectification.form('pause', paused);
    assert.match(refused.text, /allows no pause for this/);
    const access = await asked('access', 'uk-gdpr', london);
    assert.match(await form(access, 'clarification'), /The pause begins when/);
  });
});
