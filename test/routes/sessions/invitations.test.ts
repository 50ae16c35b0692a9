import assert from 'node:assert/strict';
import { deliverLetters } from '../../../jobs/deliverLetters.ts';
import { byCommand } from '../../../models/desk.ts';
import { recipientsOf } from '../../../models/letter/recipients.ts';
import { Letter } from '../../../models/letter.ts';
import type { Organisation } from '../../../models/organisation.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { invitationLink } from '../../../models/user/invite.ts';
import { passwordResetLink } from '../../../models/user/setPassword.ts';
import { User } from '../../../models/user.ts';
import { appForTests, type Browser, browser, PASSWORD, signedIn, userWith } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { mailerTo, type Peer, smtpPeer } from '../../support/mail.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

const USERS = '/settings/organisation/users';
const VICTIM = 'dana@example.org';
const NEW = 'a password of my own';
const LINK = /http:\/\/localhost:3000(\/sessions\/invitation\/[\w-]+)/;

describe('An invitation', () => {
  let desk: TestDesk;
  let other: Organisation;
  let peer: Peer;
  let app: ReturnType<typeof appForTests>;
  beforeEach(async () => {
    desk = await deskForTests();
    other = await anotherOrganisation(desk);
    peer = await smtpPeer();
    app = appForTests(desk);
  });
  afterEach(() => peer.close());

  const invite = (inviter: Browser, email = VICTIM, role = 'dpo') => inviter.submit(USERS, { email, role });
  const inviterOf = (organisation: Organisation) =>
    signedIn(app, 'dpo', { email: `${organisation.slug}@example.org`, organisation });
  /** The link of the last letter that reached the mailbox. */
  const mailed = async () => {
    await deliverLetters(desk, mailerTo(peer.url));
    return LINK.exec(peer.inbox.at(-1)?.text ?? '')?.[1] ?? '';
  };
  /** The link of the last letter as the outbox of an organisation without a mail server shows it. */
  const shown = async (reader: Browser) => {
    const { id } = await Letter.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
    return LINK.exec((await reader.get(`/settings/outbox/${id}`)).text)?.[1] ?? '';
  };
  const logIn = async (password = PASSWORD, email = VICTIM) => {
    const agent = browser(app);
    const answer = await agent.submit('/sessions/new', { email, password }, { action: '/sessions' });
    return { agent, answer };
  };
  const worksFor = async (agent: Browser, organisation: Organisation) =>
    (await agent.get('/settings/organisation')).text.includes(organisation.name);

  describe('on a desk with a mail server', () => {
    it('to a new address sets the password by the link in the mailbox, and opens the organisation', async () => {
      await invite(await inviterOf(other));
      const link = await mailed();
      assert.deepEqual(peer.inbox[0]?.to, [VICTIM]);
      const ada = browser(app);
      assert.equal((await ada.submit(link, { name: 'Dana', password: NEW })).headers.location, '/today');
      assert.ok(await worksFor(ada, other));
    });

    it('says who invites, to what and until when, in the language of the account', async () => {
      await userWith(desk, 'reader', { email: VICTIM });
      await User.update({ language: 'fr' }, { where: { email: VICTIM } });
      await invite(await inviterOf(other));
      await mailed();
      assert.equal(peer.inbox[0]?.headers.subject, 'Organisation other vous invite');
      assert.match(
        peer.inbox[0]?.text ?? '',
        /The dpo invite dana@example\.org à travailler pour Organisation other/,
      );
      assert.match(peer.inbox[0]?.text ?? '', /jusqu’au mardi 3 mars 2026/);
    });

    it('to somebody who works elsewhere is accepted by one button; the log-in alone does not accept', async () => {
      await userWith(desk, 'reader', { email: VICTIM });
      await invite(await inviterOf(other));
      const before = await logIn();
      assert.ok(!(await worksFor(before.agent, other)));
      assert.doesNotMatch((await before.agent.get('/requests')).text, /Organisation other/);
      const link = await mailed();
      const owner = browser(app);
      assert.doesNotMatch((await owner.get(link)).text, /type="password"/);
      assert.equal((await browser(app).get(link)).status, 200, 'opening it uses nothing up');
      const accepted = await owner.submit(link);
      assert.equal(accepted.status, 200);
      assert.match(accepted.text, /You now work for Organisation other/);
      assert.equal((await owner.get('/requests')).status, 303, 'nobody is logged in by the button');
      assert.match((await (await logIn()).agent.get('/requests')).text, /Organisation other/);
      assert.equal((await browser(app).get(link)).status, 404, 'it works once');
    });

    it('ends after 24 hours, and when it is sent again', async () => {
      const inviter = await inviterOf(other);
      await invite(inviter);
      const first = await mailed();
      await invite(inviter);
      const second = await mailed();
      assert.equal((await browser(app).get(first)).status, 404);
      assert.equal((await browser(app).get(second)).status, 200);
      desk.clock.advance({ hours: 24 });
      assert.equal((await browser(app).get(second)).status, 404);
      assert.equal((await browser(app).post(second).type('form').send({})).status, 403);
    });

    it('ends when its organisation takes the person out again', async () => {
      const inviter = await inviterOf(other);
      await invite(inviter);
      const link = await mailed();
      const { id } = await User.findOne({ where: { email: VICTIM }, rejectOnEmpty: true });
      await inviter.submit(USERS, {}, { action: `${USERS}/${id}/removal` });
      assert.equal((await browser(app).get(link)).status, 404);
    });

    it('whose letter waits longer than its link works does not go', async () => {
      await invite(await inviterOf(other));
      desk.clock.advance({ hours: 25 });
      assert.equal(await mailed(), '');
      const letter = await Letter.findOne({ rejectOnEmpty: true });
      assert.deepEqual([letter.state, letter.lastError], ['cancelled', 'link-ended']);
    });

    it('is covered in the outbox, before it goes and after', async () => {
      const inviter = await inviterOf(other);
      await invite(inviter);
      assert.equal(await shown(inviter), '');
      assert.notEqual(await mailed(), '');
      assert.equal(await shown(inviter), '');
    });
  });

  describe('on a desk without a mail server', () => {
    beforeEach(() => {
      app = appForTests(desk, { mailConfigured: false });
    });

    it('lies in the outbox of the organisation that ordered it, which hands the link over', async () => {
      const inviter = await inviterOf(other);
      await invite(inviter);
      const { text } = await inviter.get('/settings/outbox/1');
      assert.match(text, /Hand the link below to dana@example\.org and to nobody else/);
      const link = await shown(inviter);
      assert.equal(await shown(await inviterOf(desk.organisation)), '');
      assert.equal((await browser(app).submit(link, { name: '', password: NEW })).status, 303);
    });

    it('of one organisation cannot take over the account for another one', async () => {
      const [attacker, later] = [await inviterOf(desk.organisation), await inviterOf(other)];
      await invite(attacker);
      const theirs = browser(app);
      await theirs.submit(await shown(attacker), { name: 'Dana', password: PASSWORD });
      await invite(later);
      assert.ok(!(await worksFor((await logIn()).agent, other)));
      const link = await shown(later);
      const owner = browser(app);
      const wrong = await owner.submit(link, { password: NEW });
      assert.equal(wrong.status, 422);
      assert.match(wrong.text, /not the password of this account/);
      assert.equal(
        (await logIn(NEW)).answer.status,
        422,
        'nor does the later link open the first organisation',
      );
      await invite(later);
      const byMail = await mailed();
      assert.equal((await browser(app).submit(byMail, { name: 'Dana', password: NEW })).status, 303);
      assert.equal((await theirs.get('/requests')).status, 303, 'the log-ins of before have ended');
      assert.equal((await logIn()).answer.status, 422, 'the password of before opens nothing');
      assert.match((await (await logIn(NEW)).agent.get('/requests')).text, /Organisation other/);
    });

    it('is accepted with the password of the account by who knows it', async () => {
      const [first, second] = [await inviterOf(desk.organisation), await inviterOf(other)];
      await invite(first);
      await browser(app).submit(await shown(first), { name: 'Dana', password: PASSWORD });
      await invite(second);
      const owner = browser(app);
      assert.equal((await owner.submit(await shown(second), { password: PASSWORD })).status, 303);
      assert.ok(await worksFor(owner, other));
    });
  });

  describe('after somebody was taken out', () => {
    for (const again of ['the same organisation', 'another one'] as const) {
      it(`by ${again}: the password and the links of before open nothing`, async () => {
        const first = await inviterOf(desk.organisation);
        const { id } = await userWith(desk, 'reader', { email: VICTIM });
        const before = (await logIn()).agent;
        const reset = new URL(await passwordResetLink(desk, VICTIM)).pathname;
        await first.submit(USERS, {}, { action: `${USERS}/${id}/removal` });
        assert.equal((await before.get('/requests')).status, 303);
        await invite(again === 'another one' ? await inviterOf(other) : first);
        assert.equal((await logIn()).answer.status, 422);
        assert.equal((await browser(app).get(reset)).status, 404);
        assert.equal((await before.get('/requests')).status, 303);
        assert.equal((await browser(app).submit(await mailed(), { name: '', password: NEW })).status, 303);
        assert.equal((await logIn(NEW)).answer.status, 303);
      });
    }

    it('while another organisation’s invitation waits: the password is gone all the same', async () => {
      const { id } = await userWith(desk, 'reader', { email: VICTIM });
      await invite(await inviterOf(other));
      const link = await mailed();
      const first = await inviterOf(desk.organisation);
      await first.submit(USERS, {}, { action: `${USERS}/${id}/removal` });
      assert.equal((await logIn()).answer.status, 422);
      assert.match((await browser(app).get(link)).text, /type="password"/);
    });
  });

  describe('by the operator of the machine', () => {
    it('is a printed link, which accepts for seven days', async () => {
      await userWith(desk, 'reader', { email: VICTIM });
      const { link } = await invitationLink(desk, byCommand(other.id), { email: VICTIM, role: 'dpo' });
      desk.clock.advance({ days: 6, hours: 23 });
      assert.equal((await browser(app).submit(new URL(link).pathname)).status, 200);
      assert.match((await (await logIn()).agent.get('/requests')).text, /Organisation other/);
    });

    it('a new password accepts nothing: who works nowhere yet is told so', async () => {
      await invite(await inviterOf(other));
      const reset = new URL(await passwordResetLink(desk, VICTIM)).pathname;
      const answer = await browser(app).submit(reset, { name: '', password: NEW });
      assert.match(answer.text, /works for no organisation yet/);
      assert.match((await logIn(NEW)).answer.text, /works for no organisation yet/);
    });
  });

  it('that waits gives no letters about requests and no work', async () => {
    await invite(await inviterOf(other), VICTIM, 'handler');
    const { id } = await User.findOne({ where: { email: VICTIM }, rejectOnEmpty: true });
    const dpo = await staffMemberOf(desk, other);
    const { reference } = await received(desk, other);
    await assert.rejects(assign(desk, dpo, { reference }, id), { code: 'not-a-member' });
    assert.ok(!(await recipientsOf(desk, other.id, id)).includes(`user:${id}`));
  });
});
