import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { shapeOf, VERB_NAMES } from '../../../domain/lifecycle/verbs.ts';
import type { By } from '../../../models/desk.ts';
import { Fact } from '../../../models/fact.ts';
import { Letter } from '../../../models/letter.ts';
import type { Target } from '../../../models/subjectRequest/change.ts';
import { changePolicyOf } from '../../../models/subjectRequest/changePolicy.ts';
import { askClarification } from '../../../models/subjectRequest/clarification.ts';
import { correctPerson } from '../../../models/subjectRequest/correctPerson.ts';
import { correctReceipt } from '../../../models/subjectRequest/correctReceipt.ts';
import { correctRight } from '../../../models/subjectRequest/correctRight.ts';
import { endRest } from '../../../models/subjectRequest/endRest.ts';
import { extendDeadline } from '../../../models/subjectRequest/extension.ts';
import { cancelClock, fulfil } from '../../../models/subjectRequest/fulfilment.ts';
import { askIdentity, confirmIdentity, rejectIdentity } from '../../../models/subjectRequest/identity.ts';
import { recordReturn, setReturnAside } from '../../../models/subjectRequest/letterReturn.ts';
import { merge } from '../../../models/subjectRequest/merge.ts';
import { recordReply } from '../../../models/subjectRequest/message.ts';
import { leaveNote } from '../../../models/subjectRequest/note.ts';
import { pauseClocks } from '../../../models/subjectRequest/pause.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import { relate } from '../../../models/subjectRequest/relate.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { rejectReply } from '../../../models/subjectRequest/replies.ts';
import { markSpam } from '../../../models/subjectRequest/spam.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { writeMessage } from '../../../models/subjectRequest/writing.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { addSystem } from '../../../models/system/save.ts';
import { tagRequest, untagRequest } from '../../../models/tag/tagging.ts';
import { declineTransmission } from '../../../models/transmission/decide.ts';
import { sendTransmission } from '../../../models/transmission/send.ts';
import { answer } from '../../support/answering.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy } from '../../support/promises.ts';
import { answeredByPost, receive, received, staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';
import { PROVIDER } from '../../support/transmitted.ts';

type Act = (to: Target) => Promise<unknown>;
const STAGES = ['open', 'replied', 'answered', 'returned', 'closed', 'rest', 'unverified'] as const;
type Stage = (typeof STAGES)[number];

// Nothing of this comes by a form: the pages ask first, and the models ask again.
describe('What a verb cannot do without, asked at the door of the request', () => {
  let desk: TestDesk;
  let dpo: By;
  let letterId: number;
  const at = new Date('2026-03-02T09:00:00Z');
  const sending = { by: 'mail' as const };
  const targets = {} as Record<Stage, Target>;

  before(async () => {
    desk = await deskForTests({ at: at.toISOString() });
    await promiseBy(desk, 'scalingo-privacy@2015');
    dpo = await staffMemberOf(desk, desk.organisation);
    for (const stage of STAGES)
      targets[stage] = { reference: (await received(desk, desk.organisation)).reference };
    const { requests } = await receive(desk, desk.organisation);
    targets.unverified = { reference: requests[0]?.reference ?? '' };
    await tagRequest(desk, dpo, targets.open, 'press');
    await pauseClocks(desk, dpo, targets.replied, { reason: 'identity', askedAt: at, proof: 'By phone' });
    const reply = { on: calendarDate('2026-03-02'), channel: 'post' as const, text: 'Me', files: [] };
    await recordReply(desk, dpo, targets.replied, reply);
    for (const stage of ['answered', 'returned'] as const)
      await answeredByPost(desk, dpo, await stored(targets[stage]));
    letterId = await answerTo(targets.answered);
    await withdraw(desk, dpo, targets.closed, { reason: '' });
    const back = { letterId: await answerTo(targets.returned), at, known: 'The envelope' };
    await recordReturn(desk, dpo, targets.returned, back);
    await addSystem(desk, dpo, systemForm({ name: 'Shop', categories: ['orders'] }));
    const rest = { incomplete: 'One place owes us a part.', followsOn: '2026-04-30' };
    await answeredByPost(desk, dpo, await stored(targets.rest), rest);
  });

  const stored = ({ reference }: Target) =>
    SubjectRequest.findOne({ where: { reference }, rejectOnEmpty: true });
  const answerTo = async (to: Target) => {
    const where = { requestId: (await stored(to)).id, kind: 'answer' };
    return (await Letter.findOne({ where, rejectOnEmpty: true })).id;
  };
  const why = ' \n';

  /** By how the request stands: the verb, its field, and what is said of it. */
  const refused: Record<Stage, Record<string, Act>> = {
    open: {
      'confirm-identity method method-missing': (to) => confirmIdentity(desk, dpo, to, { note: '' }),
      'ask-identity doubt reason-missing': (to) =>
        askIdentity(desk, dpo, to, { doubt: '', needed: 'x', sending }),
      'ask-identity needed needed-missing': (to) =>
        askIdentity(desk, dpo, to, { doubt: 'x', needed: '', sending }),
      'reject-identity reason reason-missing': (to) =>
        rejectIdentity(desk, dpo, to, { reason: why, sending }),
      'ask-clarification question question-missing': (to) =>
        askClarification(desk, dpo, to, { question: '', sending }),
      'pause reason pause-reason-missing': (to) => pauseClocks(desk, dpo, to, { askedAt: at, proof: 'x' }),
      'pause proof proof-missing': (to) =>
        pauseClocks(desk, dpo, to, { reason: 'identity', askedAt: at, proof: '' }),
      'extend reason reason-missing': (to) =>
        extendDeadline(desk, dpo, to, { ground: 'number', reason: why, sending }),
      'fulfil done what-was-done-missing': (to) =>
        fulfil(desk, dpo, to, 'account-deletion', { done: '', doneAt: at, proof: 'x', files: [] }),
      'cancel-clock reason reason-missing': (to) =>
        cancelClock(desk, dpo, to, 'account-deletion', { reason: why }),
      'answer text text-missing': (to) =>
        answer(desk, dpo, to, { text: '', files: [], unconfirmed: 'x', nothingHeld: '', sending }),
      'refuse scope scope-missing': (to) =>
        refuse(desk, dpo, to, { ground: 'legal-claims', reason: 'x', sending }),
      'refuse ground ground-missing': (to) =>
        refuse(desk, dpo, to, { scope: 'whole', ground: 'none', reason: 'x', sending }),
      'refuse reason reason-missing': (to) =>
        refuse(desk, dpo, to, { scope: 'part', ground: 'legal-claims', reason: why, sending }),
      'note note note-missing': (to) => leaveNote(desk, dpo, to, { text: why }),
      'tag tag tag-missing': (to) => tagRequest(desk, dpo, to, why),
      'untag tag tag-missing': (to) => untagRequest(desk, dpo, to, why),
      'relate other reference-missing': (to) => relate(desk, dpo, to, { other: why, as: 'same' }),
      'relate as relating-missing': (to) => relate(desk, dpo, to, { other: 'R-7K3Q-9MHT' }),
      'merge other reference-missing': (to) => merge(desk, dpo, to, { other: why }),
      'write-message text message-missing': (to) => writeMessage(desk, dpo, to, { text: '', sending }),
      'record-reply channel channel-missing': (to) =>
        recordReply(desk, dpo, to, { on: calendarDate('2026-03-02'), text: 'x', files: [] }),
      'correct-person reason reason-missing': (to) =>
        correctPerson(desk, dpo, to, { noted: { personName: 'Ada' }, reason: why }),
      'correct-right right rights-missing': (to) =>
        correctRight(desk, dpo, to, { right: 'none', reason: 'x', seen: '' }),
      'correct-right reason reason-missing': (to) =>
        correctRight(desk, dpo, to, { right: 'access', reason: why, seen: '' }),
      'correct-receipt reason reason-missing': (to) =>
        correctReceipt(desk, dpo, to, { receipt: { at }, reason: why }),
      'decline-transmission reason reason-missing': (to) =>
        declineTransmission(desk, dpo, to, { reason: why, sending }),
      'change-policy reason reason-missing': (to) =>
        changePolicyOf(desk, dpo, to, { situation: {}, policy: '', reason: why, seen: '' }),
    },
    replied: {
      'reject-reply wait wait-missing': (to) => rejectReply(desk, dpo, to, { reason: 'fee', why: 'x' }),
      'reject-reply reason reason-missing': (to) => rejectReply(desk, dpo, to, { reason: 'identity', why }),
    },
    answered: {
      'send-transmission provider provider-missing': (to) =>
        sendTransmission(desk, dpo, to, { ...PROVIDER, provider: '', wish: 'x' }),
      'send-transmission email email-needed': (to) =>
        sendTransmission(desk, dpo, to, { ...PROVIDER, email: '', wish: 'x' }),
      'record-return known known-missing': (to) => recordReturn(desk, dpo, to, { letterId, at, known: '' }),
    },
    returned: {
      'set-aside-return reason reason-missing': (to) =>
        setReturnAside(desk, dpo, to, { reason: why, proof: 'x' }),
      'set-aside-return proof proof-missing': (to) =>
        setReturnAside(desk, dpo, to, { reason: 'x', proof: '' }),
    },
    rest: {
      'end-rest reason reason-missing': (to) => endRest(desk, dpo, to, { reason: why, sending }),
    },
    unverified: {
      'mark-spam reason reason-missing': (to) => markSpam(desk, dpo, to, { reason: why }),
    },
    closed: {
      'reopen scope scope-missing': (to) => reopen(desk, dpo, to, { reason: 'x' }),
      'reopen reason reason-missing': (to) => reopen(desk, dpo, to, { scope: 'closure', reason: why }),
    },
  };

  for (const stage of STAGES)
    for (const [what, act] of Object.entries(refused[stage])) {
      const [verb, field, code] = what.split(' ');
      it(`${verb} without its ${field} is refused with ${code}, and nothing is changed`, async () => {
        const was = await Fact.count();
        await assert.rejects(act(targets[stage]), { code, field });
        assert.equal(await Fact.count(), was);
      });
    }

  it('is tried above for every field that the table names, but for dates, which the types of the models ask for', () => {
    const tried = STAGES.flatMap((stage) => Object.keys(refused[stage]));
    const named = VERB_NAMES.flatMap((verb) =>
      Object.entries(shapeOf(verb).needs ?? {}).map((need) => [verb, ...need].join(' ')),
    );
    assert.deepEqual(
      named.filter((one) => !tried.includes(one)),
      [
        'record-clarification clarifiedAt date-missing',
        'pause askedAt date-missing',
        'resume resumedAt date-missing',
        'fulfil doneAt date-missing',
        'correct-receipt receivedOn date-missing',
        'record-reply repliedOn date-missing',
        'record-return returnedOn date-missing',
      ],
    );
  });
});
