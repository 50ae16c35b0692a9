import assert from 'node:assert/strict';
import { isLawfulStep, nextStepOf, type StepStanding } from '../../../domain/lifecycle/nextVerb.ts';

const standing = (changes: Partial<StepStanding>): StepStanding => ({
  status: 'open',
  right: 'access',
  isUnread: false,
  undelivered: null,
  extension: null,
  identityConfirmed: true,
  isReplyLate: false,
  clock: 'reply',
  waitsForNobody: false,
  isAllDone: false,
  tasks: { asked: 0, settled: 0, stuck: 0, planned: 0, outdated: 0 },
  ...changes,
});

describe('The next step of a request', () => {
  const cases: [string, Partial<StepStanding>, string][] = [
    ['is to read its message before all else', { isUnread: true, undelivered: 'returned' }, 'read'],
    ['is to write another way where a letter did not arrive', { undelivered: 'returned' }, 'resend'],
    ['is to post what was decided on paper', { letter: 'post' }, 'post'],
    [
      'is to announce the extension that waits for the mail server',
      { letter: 'mail', extension: 'decided' },
      'announce',
    ],
    [
      'is to answer once an extension came too late',
      { letter: 'mail', extension: 'decided', isReplyLate: true },
      'answer',
    ],
    ['is to confirm who the person is', { identityConfirmed: false }, 'identity'],
    [
      'is no proof of identity for an objection to marketing',
      { identityConfirmed: false, right: 'marketing-objection' },
      'answer',
    ],
    [
      'is to hand out its tasks',
      { tasks: { asked: 5, settled: 0, stuck: 0, planned: 5, outdated: 0 } },
      'hand-out',
    ],
    [
      'is to get what the systems owe',
      { tasks: { asked: 5, settled: 3, stuck: 0, planned: 0, outdated: 0 } },
      'systems',
    ],
    [
      'is to decide where a system could not answer',
      { tasks: { asked: 5, settled: 3, stuck: 1, planned: 0, outdated: 0 } },
      'stuck',
    ],
    [
      'is the answer once all systems have answered',
      { tasks: { asked: 5, settled: 5, stuck: 0, planned: 0, outdated: 0 } },
      'answer',
    ],
    ['is another promise that is due first', { clock: 'account-deletion' }, 'promise'],
    ['is to tell the person where no clock runs any more', { clock: undefined, isAllDone: true }, 'tell'],
    ['is the answer where its clock has not begun', { clock: undefined }, 'answer'],
    [
      'is to withdraw tasks handed out for another right before others go out',
      { tasks: { asked: 5, settled: 0, stuck: 0, planned: 2, outdated: 1 } },
      'outdated',
    ],
    ['is the reply to our question', { status: 'waiting', asked: 'clarification' }, 'clarification'],
    ['is the end of any other pause', { status: 'waiting', asked: 'fee' }, 'resume'],
    ['is the rest that was announced', { status: 'purge-pending', clock: 'rest' }, 'rest'],
    ['is the deletion that follows the answer', { status: 'purge-pending', clock: 'purge' }, 'promise'],
    ['is to close it once it is answered', { status: 'answered', clock: undefined }, 'close'],
  ];
  for (const [title, changes, code] of cases)
    it(title, () => assert.equal(nextStepOf(standing(changes)).code, code));

  it('is lawful for whoever may do it, in a status that allows it', () => {
    const answer = nextStepOf(standing({}));
    assert.equal(isLawfulStep(answer, 'open', 'dpo'), true);
    assert.equal(isLawfulStep(answer, 'open', 'handler'), false);
    assert.equal(isLawfulStep(answer, 'unverified', 'dpo'), false);
  });
});
