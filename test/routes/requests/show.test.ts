import assert from 'node:assert/strict';
import { createOrganisation } from '../../../models/organisation/create.ts';
import { extendDeadline } from '../../../models/subjectRequest/extension.ts';
import { askIdentity, confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { leaveMessage } from '../../../models/subjectRequest/message.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { receive, received, staffMemberOf } from '../../support/requests.ts';

let desk: TestDesk;
let dpo: Browser;

async function open(): Promise<void> {
  desk = await deskForTests();
  dpo = await signedIn(appForTests(desk), 'dpo');
}

const page = async ({ reference }: Pick<SubjectRequest, 'reference'>) =>
  (await dpo.get(`/requests/${reference}`).expect(200)).text;
const nextStep = (html: string) => /next-step-sentence">([^<]*)</.exec(html)?.[1];

describe('The request page', () => {
  beforeEach(open);

  it('under the 2015 policy shows the deletion within 24 hours, the rest within 30 days and the reply within a month', async () => {
    const organisation = await createOrganisation(desk, {
      name: 'Second',
      slug: 'second',
      policy: 'scalingo-privacy@2015',
    });
    dpo = await signedIn(appForTests(desk), 'dpo', { email: 'second@example.org', organisation });
    const html = await page(await received(desk, organisation)); // Monday 2 March 2026, 10:00
    for (const words of [
      'By Tuesday 3 March 2026, 10:00 (Paris)',
      'By Wednesday 1 April 2026',
      'By Thursday 2 April 2026',
      'Source: S15-7b, Scalingo privacy policy (2015)',
      'Chosen by the organisation:',
      '24 hours left',
      'Billing data</strong></p><p>Legal ground: Art. 17(3)(b)',
      'No legal ground: not enough to refuse.',
      'Why this date',
    ])
      assert.ok(html.includes(words), words);
  });

  it('says plainly that the policy exempts nothing', async () => {
    assert.match(
      await page(await received(desk, desk.organisation)),
      /The policy names no exception to this right/,
    );
  });

  it('says that an extension has lapsed whose notice had not gone out by the first date, and offers to answer', async () => {
    const by = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation, { channel: 'post' }); // Monday 2 March 2026
    const target = { reference: request.reference };
    await confirmIdentity(desk, by, target, { method: 'question', note: '' });
    const notice = {
      ground: 'complexity' as const,
      reason: 'Three systems',
      sending: { by: 'mail' as const },
    };
    await extendDeadline(desk, by, target, notice);
    assert.match(
      nextStep(await page(request)) ?? '',
      /extension is decided; its notice has been waiting for the mail server since Monday 2 March/,
    );
    desk.clock.set('2026-04-03T08:00:00Z');
    dpo = await signedIn(appForTests(desk), 'dpo', { email: 'later@example.org' });
    const html = await page(request);
    assert.equal(nextStep(html), 'The extension did not take effect. Answer now.');
    assert.match(html, /had not gone out by the end of Thursday 2 April 2026, so that date stands/);
    assert.match(html, new RegExp(`class="button" href="/requests/${request.reference}/answer"`));
  });

  it('has its next step at the top: the mailbox, who is asking, the answer', async () => {
    const { requests } = await receive(desk, desk.organisation);
    assert.match(nextStep(await page(requests[0] as SubjectRequest)) ?? '', /has not opened the link/);
    const by = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation, { channel: 'post', person: { name: 'Bo' } });
    assert.equal(nextStep(await page(request)), 'Confirm the person’s identity.');
    await confirmIdentity(desk, by, { reference: request.reference }, { method: 'question', note: '' });
    assert.equal(nextStep(await page(request)), 'Answer by Thursday 2 April 2026.');
  });

  it('says that a letter which waits in the outbox has no effect yet', async () => {
    const by = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation);
    const asked = {
      doubt: 'Another address.',
      needed: 'The customer number.',
      sending: { by: 'mail' as const },
    };
    await askIdentity(desk, by, { reference: request.reference }, asked);
    const html = await page(request);
    assert.match(
      nextStep(html) ?? '',
      /asks for proof of identity has been waiting for the mail server since Monday 2 March 2026/,
    );
    assert.match(html, /In the outbox/);
    assert.match(html, /Another address\./, 'the reason for the doubt is kept');
  });

  it('hands out a file as an attachment in a sandbox, whatever it holds', async () => {
    const content = Buffer.from('<script>alert(1)</script>');
    const request = await received(desk, desk.organisation, {
      files: [{ name: 'a "page".html', mediaType: 'text/html', content }],
    });
    const path = /href="(\/requests\/[^"]+\/files\/\d+)"/.exec(await page(request))?.[1] ?? '';
    const answer = await dpo.get(path);
    assert.equal(answer.status, 200);
    assert.match(String(answer.headers['content-disposition']), /^attachment;/);
    assert.match(String(answer.headers['content-security-policy']), /sandbox/);
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    await dpo.get(`/requests/${request.reference}/files/999999`).expect(404);
    const other = await received(desk, desk.organisation);
    await dpo.get(path.replace(request.reference, other.reference)).expect(404);
  });

  it('destroys evidence of identity on decision, and says so', async () => {
    const by = await staffMemberOf(desk, desk.organisation);
    const { reference } = await received(desk, desk.organisation, {
      channel: 'post',
      person: { name: 'Bo' },
    });
    const sending = { by: 'post' as const, postedAt: desk.clock(), proof: 'RA 1' };
    await askIdentity(desk, by, { reference }, { doubt: 'x', needed: 'y', sending });
    const file = { name: 'card.png', mediaType: 'image/png', content: Buffer.from('card') };
    await leaveMessage(
      desk,
      { organisationId: desk.organisation.id, actor: 'person', role: 'person' },
      { reference },
      { text: 'Here.', files: [file] },
    );
    const path =
      /href="(\/requests\/[^"]+\/files\/\d+)"><bdi>card\.png/.exec(await page({ reference }))?.[1] ?? '';
    await dpo.submit(`/requests/${reference}/identity-check`, { method: 'document', note: 'Name matches.' });
    const html = await page({ reference });
    assert.ok(!html.includes('card.png'));
    assert.match(html, /destroyed on 2 Mar 2026/);
    assert.match(html, /A file about the identity was destroyed/);
    assert.notEqual((await dpo.get(path)).status, 200);
  });

  it('tells the log in words, with who and when', async () => {
    const request = await received(desk, desk.organisation);
    await dpo.submit(`/requests/${request.reference}/assignment`, { assignee: '' });
    const { text } = await dpo.get(`/requests/${request.reference}/events`).expect(200);
    assert.match(
      text,
      /The request was received\.[\s\S]*The person[\s\S]*Assigned to nobody\.[\s\S]*The dpo/,
    );
  });

  it('is found by its reference as somebody types it, and by no other', async () => {
    const { reference } = await received(desk, desk.organisation);
    await dpo.get(`/requests/${reference.toLowerCase()}`).expect(200);
    for (const wrong of ['R-0000-0000', 'x', '%00', 'R-%00%00%00%00-0000', '..%2f..%2fetc'])
      assert.equal((await dpo.get(`/requests/${wrong}`)).status, 404, wrong);
  });

  it('of another organisation is not there', async () => {
    const { reference } = await received(desk, await anotherOrganisation(desk));
    await dpo.get(`/requests/${reference}`).expect(404);
    await dpo.get(`/requests/${reference}/events`).expect(404);
    await dpo.get(`/requests/${reference}/files/1`).expect(404);
  });

  it('is in French for a user who reads French', async () => {
    const { reference } = await received(desk, desk.organisation);
    const { text } = await dpo.get(`/requests/${reference}?lang=fr`);
    assert.match(text, /Effacement[\s\u00a0]: Ada Example/);
    assert.match(text, /Au plus tard le jeudi 2 avril 2026/);
  });
});
