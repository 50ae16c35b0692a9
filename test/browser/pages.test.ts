import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Letter } from '../../models/letter.ts';
import { askIdentity, confirmIdentity } from '../../models/subjectRequest/identity.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { mailboxTokenOf } from '../../models/submission/links.ts';
import { Submission } from '../../models/submission.ts';
import { answer } from '../support/answering.ts';
import { receive, received, staffMemberOf } from '../support/requests.ts';
import { type Person, personWithBrowser } from './support/chromium.ts';
import { judged } from './support/judged.ts';
import { linkIn, logIn, type Running, runningDesk } from './support/running.ts';

/** Every page, in both widths and themes: a picture to look at, no violation of axe-core, nothing that scrolls sideways. */
describe('Every page can be used by everybody', () => {
  let running: Running;
  let person: Person;
  const open = (path: string) => person.page.goto(new URL(path, running.base).href);
  const next = () => person.page.click('main form button[type=submit]');

  before(async () => {
    running = await runningDesk({ at: '2026-03-02T09:00:00Z', policy: 'scalingo-privacy@2015' });
    person = await personWithBrowser();
  });
  after(async () => {
    await person?.leave();
    await running?.stop();
  });

  it('the public form, its faults and its confirmation', async () => {
    const { page } = person;
    await open('/');
    await judged(page, 'home');
    await open('/ask');
    await next();
    await judged(page, 'ask-rights-fault');
    await page.check('[name=rights][value=erasure]');
    await page.check('[name=rights][value=access]');
    await next();
    await page.check('[name=behalf][value=other]');
    await next();
    await judged(page, 'ask-behalf-fault');
    await page.check('[name=behalf][value=self]');
    await next();
    await next();
    await judged(page, 'ask-who-fault');
    await page.fill('[name=name]', 'Ada Example');
    await page.fill('[name=email]', 'ada@example.org');
    await next();
    await judged(page, 'ask-about');
    await page.fill('[name=about]', 'Everything since 2019. <b>مرحبا</b> 🦓 {{name}}');
    await next();
    await judged(page, 'ask-files');
    await open('/ask/check');
    await judged(page, 'ask-check');
    await page.click('main form[action="/ask/check"] button[type=submit]');
    await judged(page, 'ask-sent');
  });

  it('the mailbox link, the status page and what can be done there', async () => {
    const { page } = person;
    const submission = await Submission.findOne({ rejectOnEmpty: true });
    const [receipt] = await running.mailFor('ada@example.org');
    await open(`/confirm/${mailboxTokenOf(running.desk, submission.formKey)}`);
    await judged(page, 'confirm');
    await next();
    await judged(page, 'confirmed');
    const status = linkIn(receipt, '/status/');
    await open(status);
    await judged(page, 'status');
    for (const link of await page.$$eval('main a[href^="/status/"]', (links) =>
      links.map((link) => link.getAttribute('href')),
    )) {
      if (!link || link === new URL(status).pathname || /\/letters\/\d+$/.test(link)) continue; // a letter is a PDF
      await open(link);
      await judged(page, `status-${link.split('/').at(-1)}`);
    }
    await open('/status');
    await next();
    await judged(page, 'status-ask-fault');
  });

  it('an answer, from its link to its files', async () => {
    const { page } = person;
    const dpo = await staffMemberOf(running.desk, running.desk.organisation);
    const request = await received(running.desk, running.desk.organisation, {
      rights: ['access'],
      formKey: randomUUID(),
    });
    await confirmIdentity(running.desk, dpo, request, { method: 'question', note: '' });
    const files = [{ name: 'your data.csv', mediaType: 'text/csv', content: Buffer.from('a;b\n1;2\n') }];
    await answer(
      running.desk,
      dpo,
      { reference: request.reference },
      { text: 'Here it is.', files, unconfirmed: 'Known to us', nothingHeld: '', sending: { by: 'mail' } },
    );
    await open(linkIn((await running.mailFor('ada@example.org')).at(-1), '/answers/'));
    await judged(page, 'answer-locked');
    await next();
    await judged(page, 'answer-code');
    const digits = (await running.mailFor('ada@example.org')).at(-1)?.text.match(/\b\d{6}\b/)?.[0];
    await page.fill('[name=code]', digits ?? '');
    await next();
    await judged(page, 'answer');
  });

  it('the log-in, the queue and its tabs', async () => {
    const { page } = person;
    await open('/sessions/new');
    await judged(page, 'log-in');
    await logIn(page, running.base);
    await judged(page, 'queue');
    await open('/reports');
    await judged(page, 'reports');
    await open('/requests?view=closed&q=nobody');
    await judged(page, 'queue-empty');
  });

  it('the request page, its verbs, a fault and a stale save', async () => {
    const { page } = person;
    const { desk } = running;
    const dpo = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation);
    const at = `/requests/${request.reference}`;
    await open(at);
    await page.$$eval('details', (all) => {
      for (const one of all) one.setAttribute('open', '');
    });
    await judged(page, 'request-open');
    await open(`${at}?lang=fr`); // longer words
    await judged(page, 'demande-ouverte');
    await open(`${at}?lang=en`);
    await askIdentity(desk, dpo, request, {
      doubt: 'Two accounts',
      needed: 'The customer number',
      sending: { by: 'mail' },
    });
    await running.mailFor('ada@example.org');
    await open(at);
    await judged(page, 'request-waiting');
    await open(`${at}/refusal`);
    await judged(page, 'refusal');
    await next();
    await judged(page, 'refusal-fault');
    await open(`${at}/identity-check`);
    await SubjectRequest.increment('version', { where: { id: request.id } });
    await page.check('[name=method][value=question]');
    await next();
    await judged(page, 'request-stale');
    await open(`${at}/events`);
    await judged(page, 'events');
  });

  it('logging a request by hand', async () => {
    await open('/requests/new');
    await judged(person.page, 'new-request');
    await person.page.check('[name=rights][value=restriction]');
    await person.page.click('.folded-fields > summary');
    assert.equal(await person.page.isVisible('[name=restriction-which]'), true);
    assert.equal(await person.page.isVisible('[name=erasure-which]'), false, 'of a right that is not ticked');
    await judged(person.page, 'new-request-asked');
    await next();
    await judged(person.page, 'new-request-fault');
  });

  it('the outbox, a letter and the settings', async () => {
    const { page } = person;
    await receive(running.desk, running.desk.organisation);
    await open('/settings/outbox');
    await judged(page, 'outbox');
    const letter = await Letter.findOne({
      where: { kind: 'receipt' },
      order: [['id', 'DESC']],
      rejectOnEmpty: true,
    });
    await open(`/settings/outbox/${letter.id}`);
    await judged(page, 'letter');
    await open('/settings/organisation');
    await judged(page, 'organisation');
    await page.fill('[name=name]', '');
    await next();
    await judged(page, 'organisation-fault');
    await open('/settings/doctor');
    await judged(page, 'doctor');
    await open('/settings/dates');
    await judged(page, 'dates');
    await open('/settings/policies');
    await judged(page, 'policy-chosen');
  });

  it('the policies as staff read them, hours beside years', async () => {
    const { page } = person;
    await open('/policies');
    await judged(page, 'policies-staff');
    await open('/policies/scalingo-privacy?version=2015');
    await judged(page, 'policy-staff');
  });

  it('the simulator as staff see it', async () => {
    const { page } = person;
    await open('/policies/camunda-dpa/try?received=2026-02-20&audit-day=2026-06-01&service-ended=2026-02-10');
    await judged(page, 'simulator-staff');
    await page.context().clearCookies();
  });

  it('the laws and the simulator as anybody sees them', async () => {
    const { page } = person;
    await open('/policies');
    await judged(page, 'policies');
    await open('/policies/gdpr-eu');
    await judged(page, 'policy');
    await page.click('main a.button');
    await judged(page, 'simulator');
  });

  it('the faults of the simulator, and its answer in French', async () => {
    const { page } = person;
    await page.fill('[name=received]', '2026-03-29');
    await page.fill('[name=received-time]', '02:30');
    await next();
    await judged(page, 'simulator-fault');
    await open(
      '/policies/uk-gdpr/try?received=2026-02-09&identity-asked=2026-02-12&identity-confirmed=2026-02-20&breach-known=2026-02-27T18:00&lang=fr',
    );
    await judged(page, 'simulateur');
    await open('/policies?lang=en');
  });

  it('an address where nothing is', async () => {
    await open('/nothing-here');
    await judged(person.page, 'not-found');
  });

  it('the public form in French', async () => {
    const { page } = person;
    await open('/?lang=fr');
    await judged(page, 'accueil');
    await open('/ask');
    await judged(page, 'demande');
  });
});
