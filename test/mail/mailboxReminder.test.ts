import assert from 'node:assert/strict';
import { deliverLetters } from '../../jobs/deliverLetters.ts';
import { Letter } from '../../models/letter.ts';
import { confirmMailbox } from '../../models/subjectRequest/mailbox.ts';
import { remindMailbox } from '../../models/subjectRequest/remindMailbox.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { deskForTests } from '../support/desk.ts';
import { mailerTo, smtpPeer } from '../support/mail.ts';
import { letterAfter } from '../support/post.ts';
import { receive, staffMemberOf } from '../support/requests.ts';

describe('The reminder to confirm the mailbox', () => {
  it('carries the link that confirms it, goes once in three days, and not once it is confirmed', async () => {
    const desk = await deskForTests();
    const dpo = await staffMemberOf(desk, desk.organisation);
    const peer = await smtpPeer();
    await receive(desk, desk.organisation, { person: { name: 'Ada Example', email: 'ada@example.org' } });
    const { reference } = await SubjectRequest.findOne({ rejectOnEmpty: true });
    await deliverLetters(desk, mailerTo(peer.url));
    const { text } = await letterAfter(desk, peer, () => remindMailbox(desk, dpo, { reference }));
    assert.match(text, /It has not been opened yet\./);
    await assert.rejects(remindMailbox(desk, dpo, { reference }), { code: 'reminded-already' });
    desk.clock.advance({ hours: 73 });
    await remindMailbox(desk, dpo, { reference });
    await confirmMailbox(desk, /\/confirm\/([\w-]+)/.exec(text)?.[1] ?? '');
    await deliverLetters(desk, mailerTo(peer.url));
    const letters = await Letter.findAll({ where: { kind: 'mailbox-reminder' }, order: ['id'] });
    assert.deepEqual(
      letters.map(({ state }) => state),
      ['sent', 'cancelled'],
    );
    await assert.rejects(remindMailbox(desk, dpo, { reference }), { code: 'not-allowed' });
    peer.close();
  });
});
