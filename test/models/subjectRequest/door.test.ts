import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { ACTIONS } from '../../../domain/lifecycle/vocabulary.ts';
import { AGENTS, type Capacity, ROLES } from '../../../domain/permissions.ts';
import type { RuleViolation } from '../../../domain/ruleViolation.ts';
import { addAnswerFiles } from '../../../models/answerDraft/addFiles.ts';
import { leaveFileOut, releaseFile, removeFromFile } from '../../../models/answerDraft/review.ts';
import type { By, Desk } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { Fact } from '../../../models/fact.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { applyPresentBasis, outdatedRequests, previewDigest } from '../../../models/subjectRequest/basis.ts';
import { change, type Target, witness } from '../../../models/subjectRequest/change.ts';
import { changePolicyOf } from '../../../models/subjectRequest/changePolicy.ts';
import * as clarification from '../../../models/subjectRequest/clarification.ts';
import { close } from '../../../models/subjectRequest/closure.ts';
import { correctPerson } from '../../../models/subjectRequest/correctPerson.ts';
import { correctReceipt } from '../../../models/subjectRequest/correctReceipt.ts';
import { correctRight } from '../../../models/subjectRequest/correctRight.ts';
import { endRest } from '../../../models/subjectRequest/endRest.ts';
import { extendDeadline, undoExtension } from '../../../models/subjectRequest/extension.ts';
import { cancelClock, fulfil, undoFulfilment } from '../../../models/subjectRequest/fulfilment.ts';
import * as identity from '../../../models/subjectRequest/identity.ts';
import {
  recordReturn,
  setReturnAside,
  undoReturn,
  undoSettingAside,
} from '../../../models/subjectRequest/letterReturn.ts';
import { merge, unmerge } from '../../../models/subjectRequest/merge.ts';
import { leaveMessage, recordReply } from '../../../models/subjectRequest/message.ts';
import { leaveNote } from '../../../models/subjectRequest/note.ts';
import { pauseClocks, resumeClocks, undoPause } from '../../../models/subjectRequest/pause.ts';
import { markRead, markUnread } from '../../../models/subjectRequest/reading.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import { relate } from '../../../models/subjectRequest/relate.ts';
import { remindMailbox } from '../../../models/subjectRequest/remindMailbox.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { rejectReply } from '../../../models/subjectRequest/replies.ts';
import { resend } from '../../../models/subjectRequest/resend.ts';
import { sendAnswerAgain } from '../../../models/subjectRequest/sendAnswerAgain.ts';
import { markSpam, unmarkSpam } from '../../../models/subjectRequest/spam.ts';
import { undoDecision } from '../../../models/subjectRequest/undoDecision.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { saveWorksheet } from '../../../models/subjectRequest/worksheet.ts';
import { writeMessage } from '../../../models/subjectRequest/writing.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { tagRequest, untagRequest } from '../../../models/tag/tagging.ts';
import { handOut, planAgain } from '../../../models/task/handOut.ts';
import { declineTransmission, endTransmission } from '../../../models/transmission/decide.ts';
import { sendTransmission } from '../../../models/transmission/send.ts';
import { askTransmission } from '../../../models/transmission/wish.ts';
import { answer } from '../../support/answering.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { faultOf } from '../../support/faultOf.ts';
import { promiseBy } from '../../support/promises.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { PROVIDER } from '../../support/transmitted.ts';

type Act = (desk: Desk, by: By, to: Target) => Promise<unknown>;
const sending = { by: 'mail' as const };
const reason = 'A reason';
const at = new Date('2026-03-02T09:00:00Z');
const clock = 'account-deletion';

/** Every verb, and who may do it: written out here, not asked of the code. */
const VERBS: [name: string, who: string, act: Act][] = [
  [
    'confirmIdentity',
    'dpo handler',
    (d, by, to) => identity.confirmIdentity(d, by, to, { method: 'question', note: '' }),
  ],
  [
    'askIdentity',
    'dpo handler',
    (d, by, to) => identity.askIdentity(d, by, to, { doubt: 'x', needed: 'y', sending }),
  ],
  ['rejectIdentity', 'dpo', (d, by, to) => identity.rejectIdentity(d, by, to, { reason, sending })],
  [
    'askClarification',
    'dpo handler',
    (d, by, to) => clarification.askClarification(d, by, to, { question: 'x', sending }),
  ],
  [
    'recordClarification',
    'dpo handler',
    (d, by, to) => clarification.recordClarification(d, by, to, { at, note: '' }),
  ],
  ['undoClarification', 'dpo handler', clarification.undoClarification],
  [
    'pauseClocks',
    'dpo',
    (d, by, to) => pauseClocks(d, by, to, { reason: 'identity', askedAt: at, proof: 'x' }),
  ],
  ['resumeClocks', 'dpo', (d, by, to) => resumeClocks(d, by, to, { at })],
  ['undoPause', 'dpo', undoPause],
  ['extendDeadline', 'dpo', (d, by, to) => extendDeadline(d, by, to, { ground: 'number', reason, sending })],
  ['undoExtension', 'dpo', undoExtension],
  ['addAnswerFiles', 'dpo', (d, by, to) => addAnswerFiles(d, by, to, { files: [] })],
  ['releaseFile', 'dpo', (d, by, to) => releaseFile(d, by, fileOf(to), { how: 'looked-at' })],
  ['leaveFileOut', 'dpo', (d, by, to) => leaveFileOut(d, by, fileOf(to), { reason: 'trade-secret' })],
  ['removeFromFile', 'dpo', (d, by, to) => removeFromFile(d, by, fileOf(to), [])],
  [
    'fulfil',
    'dpo handler',
    (d, by, to) =>
      fulfil(d, by, to, clock, { done: 'x', doneAt: at, proof: 'y', unconfirmed: 'Known to us', files: [] }),
  ],
  ['undoFulfilment', 'dpo handler', (d, by, to) => undoFulfilment(d, by, to, clock)],
  ['cancelClock', 'dpo', (d, by, to) => cancelClock(d, by, to, clock, { reason })],
  [
    'answer',
    'dpo',
    (d, by, to) =>
      answer(d, by, to, { text: 'Done.', files: [], unconfirmed: 'Known to us', nothingHeld: '', sending }),
  ],
  [
    'refuse',
    'dpo',
    (d, by, to) => refuse(d, by, to, { scope: 'whole', ground: 'legal-claims', reason, sending }),
  ],
  ['relate', 'dpo handler', (d, by, to) => relate(d, by, to, { other: to.reference, as: 'same' })],
  ['merge', 'dpo', (d, by, to) => merge(d, by, to, { other: to.reference })],
  ['unmerge', 'dpo system', (d, by, to) => unmerge(d, by, to)],
  ['markSpam', 'dpo', (d, by, to) => markSpam(d, by, to, { reason })],
  ['unmarkSpam', 'dpo system', (d, by, to) => unmarkSpam(d, by, to)],
  ['endMerger', 'dpo system', (d, by, to) => witness(d, by, to, 'end-merger', async () => 1)],
  ['saveWorksheet', 'dpo', (d, by, to) => saveWorksheet(d, by, to, {})],
  ['withdraw', 'dpo person', (d, by, to) => withdraw(d, by, to, { reason })],
  ['close', 'dpo', (d, by, to) => close(d, by, to, { reason, sending })],
  ['endRest', 'dpo', (d, by, to) => endRest(d, by, to, { reason, sending })],
  ['sendAnswerAgain', 'dpo', sendAnswerAgain],
  ['sendTransmission', 'dpo', (d, by, to) => sendTransmission(d, by, to, { ...PROVIDER, wish: 'x' })],
  ['declineTransmission', 'dpo', (d, by, to) => declineTransmission(d, by, to, { reason, sending })],
  ['endTransmission', 'dpo', endTransmission],
  ['askTransmission', 'person', (d, by, to) => askTransmission(d, by, to, { ...PROVIDER, consents: true })],
  ['fetchTransmission', 'provider', (d, by, to) => witness(d, by, to, 'fetch-transmission', async () => 1)],
  ['reopen', 'dpo', (d, by, to) => reopen(d, by, to, { scope: 'closure', reason })],
  ['remindMailbox', 'dpo handler', remindMailbox],
  ['assign', 'dpo handler', (d, by, to) => assign(d, by, to, null)],
  ['tagRequest', 'dpo handler', (d, by, to) => tagRequest(d, by, to, 'x')],
  ['untagRequest', 'dpo handler', (d, by, to) => untagRequest(d, by, to, 'x')],
  [
    'correctPerson',
    'dpo handler',
    (d, by, to) => correctPerson(d, by, to, { noted: { personName: 'Ada' }, reason }),
  ],
  ['correctRight', 'dpo', (d, by, to) => correctRight(d, by, to, { right: 'access', reason, seen: '' })],
  ['correctReceipt', 'dpo', (d, by, to) => correctReceipt(d, by, to, { receipt: { at }, reason })],
  [
    'changePolicyOf',
    'dpo',
    (d, by, to) => changePolicyOf(d, by, to, { situation: {}, policy: 'uk-gdpr', reason, seen: '' }),
  ],
  ['leaveNote', 'dpo handler', (d, by, to) => leaveNote(d, by, to, { text: 'x' })],
  ['leaveMessage', 'person', (d, by, to) => leaveMessage(d, by, to, { text: 'x', files: [] })],
  ['writeMessage', 'dpo handler', (d, by, to) => writeMessage(d, by, to, { text: 'x', sending })],
  [
    'recordReply',
    'dpo handler',
    (d, by, to) =>
      recordReply(d, by, to, { on: calendarDate('2026-03-02'), channel: 'post', text: 'x', files: [] }),
  ],
  ['rejectReply', 'dpo', (d, by, to) => rejectReply(d, by, to, { reason: 'identity', why: reason })],
  ['markRead', 'dpo handler', markRead],
  ['markUnread', 'dpo handler', markUnread],
  ['resend', 'dpo', (d, by, to) => resend(d, by, to, { email: 'ada@example.org', known: 'x', sending })],
  ['recordReturn', 'dpo', (d, by, to) => recordReturn(d, by, to, { letterId: 1, at, known: 'x' })],
  ['undoReturn', 'dpo', undoReturn],
  ['setReturnAside', 'dpo', (d, by, to) => setReturnAside(d, by, to, { reason, proof: 'x' })],
  ['undoSettingAside', 'dpo', undoSettingAside],
  ['undoDecision', 'dpo', (d, by, to) => undoDecision(d, by, to, 'answer-decided')],
  [
    'applyPresentBasis',
    'dpo',
    async (d, by) => applyPresentBasis(d, by, { seen: previewDigest(await outdatedRequests(d, by)) }),
  ],
  ['planAgain', 'dpo', planAgain],
  ['handOut', 'dpo', (d, by, to) => handOut(d, by, to, { decided: {}, reason })],
  ['answering', 'owner', (d, by, to) => change(d, by, to, 'answer-task', async () => {})],
  ['chasing', 'system', (d, by, to) => change(d, by, to, 'chase-task', async () => {})],
  [
    'a change that records a delivery',
    'system',
    (d, by, to) => change(d, by, to, 'record-delivery', async () => {}),
  ],
  [
    'an event that witnesses an answer opened',
    'person',
    (d, by, to) => witness(d, by, to, 'open-answer', async () => {}),
  ],
];

const fileOf = ({ reference }: { reference: string }) => ({ reference, file: 1, version: 0 });

describe('The door of a request, without any page before it', () => {
  let desk: TestDesk;
  let request: SubjectRequest;
  let dpo: By;
  const to = () => ({ reference: request.reference });
  const as = (role: Capacity): By => ({ ...dpo, role });
  const kept = async () => JSON.stringify([await request.reload(), await Fact.count(), await Event.count()]);

  before(async () => {
    desk = await deskForTests({ at: at.toISOString() });
    await promiseBy(desk, 'scalingo-privacy@2015');
    dpo = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation);
  });

  it('is tried below for every action of the desk, but for those of letters and of the mailbox, which have doors of their own', async () => {
    const tried = new Set<unknown>();
    for (const [, , act] of VERBS)
      for (const role of ['reader', 'administrator'] as const) {
        const fault = await faultOf(act(desk, as(role), to()));
        tried.add((fault as RuleViolation | undefined)?.data?.action);
      }
    assert.deepEqual(
      ACTIONS.filter((action) => !tried.has(action)),
      ['correct-address', 'record-posting', 'print-letter', 'confirm-mailbox', 'send-code'],
    );
  });

  for (const [name, who, act] of VERBS) {
    const others = [...ROLES, ...AGENTS].filter((role) => !who.split(' ').includes(role));
    it(`lets ${name} be done by ${who}; sends ${others.join(', ')} away with nothing changed`, async () => {
      const was = await kept();
      for (const role of others)
        await assert.rejects(act(desk, as(role), to()), { code: 'not-permitted' }, role);
      assert.equal(await kept(), was);
      for (const role of who.split(' ') as Capacity[]) {
        const fault = await faultOf(act(desk, as(role), { reference: 'none' }));
        assert.notEqual(fault?.code, 'not-permitted', role);
      }
    });
  }
});
