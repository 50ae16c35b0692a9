import assert from 'node:assert/strict';
import { extendDeadline } from '../../models/subjectRequest/extension.ts';
import { askIdentity, confirmIdentity, rejectIdentity } from '../../models/subjectRequest/identity.ts';
import type { Intake } from '../../models/subjectRequest/receive.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { type Peer, smtpPeer } from '../support/mail.ts';
import { letterAfter } from '../support/post.ts';
import { receive, received, staffMemberOf } from '../support/requests.ts';

const BY_MAIL = { sending: { by: 'mail' as const } };

describe('A letter about a request that was waited for, or that is somebody else’s', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  let peer: Peer;

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-01-31T10:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    peer = await smtpPeer();
  });
  afterEach(() => peer.close());

  const letterOf = (verb: () => Promise<unknown>) => letterAfter(desk, peer, verb);
  const target = ({ reference }: SubjectRequest) => ({ reference });
  const open = (changes: Partial<Intake> = {}) =>
    received(desk, desk.organisation, { rights: ['access'], ...changes });

  it('says of an extension that the days of waiting and the move to a working day belong to the date', async () => {
    const request = await open();
    desk.clock.set('2026-02-05T10:00:00Z');
    await letterOf(() => askIdentity(desk, dpo, target(request), { doubt: 'D', needed: 'N', ...BY_MAIL }));
    desk.clock.set('2026-02-07T10:00:00Z');
    await confirmIdentity(desk, dpo, target(request), { method: 'question', note: '' });
    desk.clock.set('2026-02-10T10:00:00Z');
    const words = { ground: 'complexity' as const, reason: 'Three systems', ...BY_MAIL };
    const { text } = await letterOf(() => extendDeadline(desk, dpo, target(request), words));
    assert.match(
      text,
      /by Monday 4 May 2026, which is 3 months from the day on which we received your request, and the time for which we waited for you, moved to the next working day\. We cannot/,
    );
  });

  it('doubts that a representative may act, not that they are the person', async () => {
    const behalf = { name: 'Grace Client', relation: 'lawyer' };
    const request = await open({ details: { about: '', behalf } });
    const asked = await letterOf(() =>
      askIdentity(desk, dpo, target(request), { doubt: 'No mandate', needed: 'The mandate', ...BY_MAIL }),
    );
    assert.match(asked.text, /sure who you are, and that you may act for Grace Client\. Our reason/);
    const rejected = await letterOf(() =>
      rejectIdentity(desk, dpo, target(request), { reason: 'No mandate came', ...BY_MAIL }),
    );
    assert.match(rejected.text, /could not confirm who you are, or that you may act for Grace Client\./);
    const { requests } = await receive(desk, desk.organisation, { details: { about: '', behalf } });
    const [unproven] = requests as [SubjectRequest];
    const nameless = await letterOf(() =>
      askIdentity(desk, dpo, target(unproven), { doubt: 'D', needed: 'N', ...BY_MAIL }),
    );
    assert.match(nameless.text, /that you may act for the person whose data it is\./);
    assert.doesNotMatch(nameless.text, /Grace/);
    for (const { text } of [asked, rejected]) assert.doesNotMatch(text, /the person whom the data is about/);
  });
});
