import assert from 'node:assert/strict';
import { deliverLetters } from '../../jobs/deliverLetters.ts';
import { escalateOverdue } from '../../jobs/escalateOverdue.ts';
import { Letter } from '../../models/letter.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { User } from '../../models/user.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { mailerTo, smtpPeer } from '../support/mail.ts';
import { received, staffMemberOf } from '../support/requests.ts';

describe('The morning’s digest', () => {
  let desk: TestDesk;
  let late: SubjectRequest;
  let soon: SubjectRequest;

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    late = await received(desk, desk.organisation, { channel: 'post', rights: ['access'] });
    desk.clock.set('2026-03-04T09:00:00Z');
    soon = await received(desk, desk.organisation, { channel: 'post', rights: ['rectification'] });
    await Letter.update({ state: 'cancelled' }, { where: {} });
    desk.clock.set('2026-04-03T06:00:00Z');
  });

  /** The texts of the letters that a morning sends. */
  async function morning(): Promise<string[]> {
    await escalateOverdue(desk, desk.clock());
    const peer = await smtpPeer();
    await deliverLetters(desk, mailerTo(peer.url)).finally(() => peer.close());
    return peer.inbox.map(({ text }) => text.replaceAll(/[⁦-⁩]/g, ''));
  }

  it('says beside what is late what else there is to do today, and why, in one letter that names nobody', async () => {
    await staffMemberOf(desk, desk.organisation);
    const [digest = '', ...others] = await morning();
    assert.equal(others.length, 0);
    assert.match(digest, new RegExp(`Request ${late.reference}`));
    assert.match(
      digest.replace(/\s+/g, ' '),
      new RegExp(
        `The next seven days: 1 - Confirm who ${soon.reference} is\\. Rectification, received 4 Mar 2026\\. Reply to the person, by Tuesday 7 April 2026\\. The identity is not confirmed\\.`,
      ),
    );
    assert.match(digest, /All of today:\s+http:\/\/localhost:3000\/today/);
    assert.doesNotMatch(digest, /Ada|ada@/);
    assert.equal(digest.match(new RegExp(late.reference, 'g'))?.length, 1);
  });

  it('is in the language of its reader, and of their work alone', async () => {
    const dpo = await staffMemberOf(desk, desk.organisation);
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    await User.update({ language: 'de' }, { where: { id: dpo.userId } });
    await SubjectRequest.update({ assigneeId: handler.userId }, { where: { id: soon.id } });
    const [digest = ''] = await morning();
    assert.match(digest, /Frist ist versäumt/);
    assert.doesNotMatch(digest, new RegExp(soon.reference));
    await SubjectRequest.update({ assigneeId: null }, { where: { id: soon.id } });
    desk.clock.set('2026-04-04T06:00:00Z');
    const [next = ''] = await morning();
    assert.match(
      next.replace(/\s+/g, ' '),
      new RegExp(`Die nächsten sieben Tage: 1 - Bestätigen Sie die Identität: ${soon.reference}\\.`),
    );
  });
});
