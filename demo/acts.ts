import { addDays } from '../domain/calendar/calendarDate.ts';
import { localDate } from '../domain/calendar/zone.ts';
import { isRest } from '../domain/deadlines/rest.ts';
import type { IdentityMethod, RefusalScope, ReopeningScope } from '../domain/lifecycle/vocabulary.ts';
import { RIGHTS_ANSWERED_WITH_DATA } from '../domain/rights.ts';
import { DeadlineRow } from '../models/deadline.ts';
import { byPerson } from '../models/desk.ts';
import { answer } from '../models/subjectRequest/answer.ts';
import { assign } from '../models/subjectRequest/assignment.ts';
import * as clarification from '../models/subjectRequest/clarification.ts';
import { close } from '../models/subjectRequest/closure.ts';
import { endRest } from '../models/subjectRequest/endRest.ts';
import { extendDeadline, undoExtension } from '../models/subjectRequest/extension.ts';
import { cancelClock, fulfil } from '../models/subjectRequest/fulfilment.ts';
import * as identity from '../models/subjectRequest/identity.ts';
import { confirmMailbox } from '../models/subjectRequest/mailbox.ts';
import { leaveMessage } from '../models/subjectRequest/message.ts';
import { findRequest } from '../models/subjectRequest/page.ts';
import { pauseClocks, resumeClocks } from '../models/subjectRequest/pause.ts';
import { markRead } from '../models/subjectRequest/reading.ts';
import { reopen } from '../models/subjectRequest/reopening.ts';
import { markSpam } from '../models/subjectRequest/spam.ts';
import { withdraw } from '../models/subjectRequest/withdrawal.ts';
import { mailboxTokenOf } from '../models/submission/links.ts';
import { contentsTold } from '../views/contents/told.ts';
import { answerFiles, protocol, scan } from './files.ts';
import { randomFrom } from './random.ts';
import { refuseFor } from './refusal.ts';
import { lookedAt } from './review.ts';
import { type StoryCase, type StoryStep, sendingTo } from './story.ts';
import { handOutTasks } from './systems.ts';
import { ANSWERS } from './words/answers.ts';
import * as words from './words/office.ts';
import * as english from './words/requests.en.ts';
import * as french from './words/requests.fr.ts';

// Each function is one step of a story: a number of days after the step before, then an act on the desk.

const atWork = (days: number, act: StoryStep['act']): StoryStep => ({ days, when: 'office', act });
const anyTime = (days: number, act: StoryStep['act']): StoryStep => ({ days, when: 'any', act });
const person = (it: StoryCase) => byPerson(it.office.organisation.id);

export const mailboxConfirmed = (days: number) =>
  anyTime(days, (it) => confirmMailbox(it.desk, mailboxTokenOf(it.desk, it.formKey)));

export const assigned = (days: number) =>
  atWork(days, (it) => assign(it.desk, it.office.by.dpo, it.target, it.random.pick(it.office.assignees)));

export const identityConfirmed = (days: number, method: IdentityMethod) =>
  atWork(days, (it) =>
    identity.confirmIdentity(it.desk, it.office.by.handler, it.target, { method, note: '' }),
  );

/** What was planned when the identity was confirmed goes to the owners of systems; before there was a register, nothing. */
export const handedOut = (days: number) => atWork(days, handOutTasks);

export const identityAsked = (days: number) =>
  atWork(days, (it) =>
    identity.askIdentity(it.desk, it.office.by.handler, it.target, {
      doubt: it.random.pick(words.DOUBTS)[it.language],
      needed: it.random.pick(words.NEEDED)[it.language],
      sending: sendingTo(it),
    }),
  );

export const evidenceSent = (days: number) =>
  anyTime(days, (it) =>
    leaveMessage(it.desk, person(it), it.target, { text: messageOf(it), files: [scan()] }),
  );

export const identityRejected = (days: number) =>
  atWork(days, (it) =>
    identity.rejectIdentity(it.desk, it.office.by.dpo, it.target, {
      reason: words.IDENTITY_REJECTED[it.language],
      sending: sendingTo(it),
    }),
  );

export const clarificationAsked = (days: number) =>
  atWork(days, (it) =>
    clarification.askClarification(it.desk, it.office.by.handler, it.target, {
      question: it.random.pick(words.QUESTIONS)[it.language],
      sending: sendingTo(it),
    }),
  );

export const clarified = (days: number) =>
  atWork(days, (it) =>
    clarification.recordClarification(it.desk, it.office.by.handler, it.target, {
      at: it.desk.clock(),
      note: it.random.pick(words.CLARIFIED)[it.language],
    }),
  );

export const paused = (days: number) =>
  atWork(days, (it) =>
    pauseClocks(it.desk, it.office.by.dpo, it.target, {
      reason: 'clarification',
      askedAt: it.desk.clock(),
      proof: 'Asked by telephone, note in the file',
    }),
  );

export const resumed = (days: number) =>
  atWork(days, (it) => resumeClocks(it.desk, it.office.by.dpo, it.target, { at: it.desk.clock() }));

export const extended = (days: number) =>
  atWork(days, (it) =>
    extendDeadline(it.desk, it.office.by.dpo, it.target, {
      ground: 'complexity',
      reason: it.random.pick(words.EXTENSION_REASONS)[it.language],
      sending: sendingTo(it),
    }),
  );

export const extensionUndone = (days: number) =>
  atWork(days, (it) => undoExtension(it.desk, it.office.by.dpo, it.target));

export const answered = (days: number) =>
  atWork(days, async (it) => {
    const handsOut = RIGHTS_ANSWERED_WITH_DATA.includes(it.right);
    const nothingHeld = handsOut && it.random.chance(0.15) ? words.NOTHING_HELD[it.language] : '';
    await lookedAt(it, nothingHeld ? [] : answerFiles(it));
    return answer(it.desk, it.office.by.dpo, it.target, {
      text: nothingHeld || ANSWERS[it.right][it.language],
      nothingHeld,
      unconfirmed: words.UNCONFIRMED[it.language],
      ...laterStill(it),
      wording: contentsTold,
      sending: sendingTo(it),
    });
  });

/** The stories keep their own chance. */
const sendingApart = (it: StoryCase) =>
  sendingTo({ ...it, random: randomFrom(`rest of ${it.target.reference}`) });

/** Said where something is missing that the law lists; what is deleted later is told later. */
const laterStill = (it: StoryCase) => ({
  incomplete: words.INCOMPLETE[it.language],
  followsOn: addDays(
    localDate(it.desk.clock(), it.office.organisation.zone),
    it.right === 'erasure' ? 40 : 14,
  ),
});

export const refused = (days: number, scope: RefusalScope) => atWork(days, (it) => refuseFor(it, scope));

/** A kept promise, if this request has it; some policies do not give it. */
export const fulfilled = (days: number, clock: string) =>
  anyTime(days, async (it) => {
    if (!(await isPromised(it, clock))) return;
    const { done, proof } = words.PROMISES_KEPT[clock] as (typeof words.PROMISES_KEPT)[string];
    const files = it.random.chance(0.3) ? [protocol(proof)] : [];
    await fulfil(it.desk, it.office.by.handler, it.target, clock, {
      done: done[it.language],
      doneAt: it.desk.clock(),
      proof,
      unconfirmed: words.UNCONFIRMED[it.language],
      files,
    });
  });

export const clockCancelled = (days: number, clock: string) =>
  atWork(days, async (it) => {
    if (!(await isPromised(it, clock))) return;
    await cancelClock(it.desk, it.office.by.dpo, it.target, clock, {
      reason: 'The person has asked in writing to keep the account after all.',
    });
  });

export const withdrawnByPerson = (days: number) =>
  anyTime(days, (it) => withdraw(it.desk, person(it), it.target, { reason: '' }));

export const markedSpam = (days: number) =>
  atWork(days, (it) =>
    markSpam(it.desk, it.office.by.dpo, it.target, { reason: 'An advertisement, sent by a robot.' }),
  );

export const withdrawnByPhone = (days: number) =>
  atWork(days, (it) =>
    withdraw(it.desk, it.office.by.dpo, it.target, { reason: words.WITHDRAWN[it.language] }),
  );

export const messageLeft = (days: number) =>
  anyTime(days, (it) => leaveMessage(it.desk, person(it), it.target, { text: messageOf(it), files: [] }));

/** The rest of an answer that left incomplete, which may be incomplete again; nothing where none was announced. */
export const restSent = (days: number) =>
  atWork(days, async (it) => {
    if (!(await isRestDue(it))) return;
    await lookedAt(it, []);
    await answer(it.desk, it.office.by.dpo, it.target, {
      text: words.REST[it.language],
      nothingHeld: '',
      ...laterStill(it),
      wording: contentsTold,
      sending: sendingApart(it),
    });
  });

/** Marks the person's messages as read first, and tells them where nothing more follows: otherwise the request cannot be closed. */
export const closed = (days: number) =>
  atWork(days, async (it) => {
    const by = it.office.by.dpo;
    const { unreadSince } = await findRequest(by, it.target.reference);
    if (unreadSince) await markRead(it.desk, by, it.target);
    const finish = () => close(it.desk, by, it.target, { reason: '' });
    if (!(await isRestDue(it))) return finish();
    const reason = words.NOTHING_FOLLOWS[it.language];
    await endRest(it.desk, by, it.target, { reason, sending: sendingApart(it) });
    it.later(0.1, finish);
  });

export const gaveUp = (days: number) =>
  atWork(days, (it) =>
    close(it.desk, it.office.by.dpo, it.target, {
      reason: words.GIVING_UP[it.language],
      sending: sendingTo(it),
    }),
  );

export const reopened = (days: number, scope: ReopeningScope) =>
  atWork(days, (it) =>
    reopen(it.desk, it.office.by.dpo, it.target, { scope, reason: words.REOPENED[it.language] }),
  );

const messageOf = (it: StoryCase) => it.random.pick((it.language === 'fr' ? french : english).MESSAGES);

const isRestDue = async ({ requestId }: StoryCase): Promise<boolean> => {
  const running = await DeadlineRow.findAll({
    where: { requestId, state: 'running' },
    attributes: ['clock'],
  });
  return running.some(isRest);
};

const isPromised = async (it: StoryCase, clock: string): Promise<boolean> =>
  Boolean(await DeadlineRow.findOne({ where: { requestId: it.requestId, clock }, attributes: ['id'] }));
