import { localDate } from '../../domain/calendar/zone.ts';
import type { VerbName } from '../../domain/lifecycle/verbs.ts';
import { reaches } from '../../domain/rights.ts';
import { isToHandOut } from '../../domain/tasks/task.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';
import { longMoment } from '../dates.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { type ParticularRow, particularRows } from '../particulars.ts';
import { policyName } from '../policies/name.ts';
import type { TimelinePicture } from '../timeline.ts';
import { answerAgain, isAnswerGone } from './answerAgain.ts';
import { type Conversation, conversationOf } from './conversation.ts';
import { wayToCorrections } from './corrections.ts';
import { deliveryRows } from './delivered.ts';
import { type FactRow, factRows, type LinkedRow, linkedRows } from './facts.ts';
import { filesOfPerson, type ShownFile } from './files.ts';
import { isToOutside } from './forms/letters.ts';
import { type Deed, deedsOf } from './history.ts';
import { type LetterRow, letterRows } from './letters.ts';
import { actorName, type LogEntry, logOf } from './log.ts';
import { type MergedNotice, mergedNotice } from './mergedNotice.ts';
import { nextStep } from './nextStep.ts';
import { type Offer, offerOf } from './offer.ts';
import { personWords } from './person.ts';
import { pictureOf, type ShownPromise, shownPromises } from './promises.ts';
import { recipientRows } from './recipients.ts';
import { type RelatedRow, relatedRows } from './related.ts';
import { restRows } from './restStep.ts';
import type { ShownRequestWithFiles } from './shownRequest.ts';
import { statusWord } from './statusWord.ts';
import type { NextStep } from './step.ts';
import { answeredWords, taskRows } from './taskRows.ts';
import { tasksPath } from './tasksPath.ts';
import { transmissionRows } from './transmissions.ts';
import { wordedOf } from './words.ts';
import { type WorksheetPart, worksheetPart } from './worksheet.ts';

type Note = { when: string; who: string; text: string };
type ShowPage = {
  frame: Frame;
  reference: string;
  tags: string[];
  status: { text: string; tone: 'open' | 'waiting' | 'closed' };
  next: NextStep;
  /** What was asked of colleagues. */
  tasks?: { lead: string; rows: { cells: object[] }[]; href: string; waits: boolean };
  facts: FactRow[];
  /** The link to correct the details. */
  corrections?: string;
  linked: LinkedRow[];
  /** Others that may be the same person's. */
  related: RelatedRow[];
  picture: TimelinePicture;
  promises: ShownPromise[];
  /** Guidelines, which are no promises. */
  advice: ShownPromise[];
  exemptions: { data: string; ground: string; note?: string; source: string }[];
  /** The answers to the right's questions. */
  particulars: ParticularRow[];
  about: string;
  /** Which requests were merged into it. */
  merged?: MergedNotice;
  files: ShownFile[];
  conversation: Conversation;
  notes: Note[];
  /** Why it is held to be manifestly unfounded or excessive. */
  worksheet?: WorksheetPart;
  deeds: Deed[];
  letters: LetterRow[];
  /** Reminders and notices to colleagues, folded. */
  staffLetters: { title: string; rows: LetterRow[] };
  log: LogEntry[];
  offers: Offer[];
};

/** The verbs of the whole request, in order; those of one promise are shown with it. */
const OFFERED: VerbName[] = [
  'confirm-identity',
  'ask-identity',
  'reject-identity',
  'ask-clarification',
  'record-clarification',
  'pause',
  'resume',
  'answer',
  'end-rest',
  'send-answer-again',
  'send-transmission',
  'decline-transmission',
  'end-transmission',
  'extend',
  'refuse',
  'write-message',
  'record-reply',
  'reject-reply',
  'remind-mailbox',
  'assign',
  'tag',
  'untag',
  'note',
  'record-return',
  'set-aside-return',
  'withdraw',
  'mark-spam',
  'close',
  'reopen',
];

type ShowGiven = ShownRequestWithFiles & { tasks: RequestTask[] };

export function showPage(base: FrameBase, given: ShowGiven): ShowPage {
  const { t, language } = base;
  const { page } = given;
  const { request, details } = page;
  const promises = shownPromises(base, given);
  const when = (at: Date) => longMoment(at, language, request.zone);
  const tone = request.status === 'closed' ? 'closed' : request.status === 'waiting' ? 'waiting' : 'open';
  const letters = letterRows(base, page);
  const noted = (id: number) =>
    page.events.find(({ kind, data }) => kind === 'noted' && JSON.parse(data).attachment === id)?.actor;
  return {
    frame: {
      ...base,
      title: t('requests:title', {
        right: t(`requests:right.${request.right}`),
        person: personWords(t, request.personName, details.behalf?.name),
      }),
    },
    reference: request.reference,
    tags: page.tags.filter(({ isOn }) => isOn).map(({ name }) => name),
    status: { text: statusWord(t, request), tone },
    next: nextStep(base, given),
    tasks: tasksPart(base, given),
    facts: [
      ...factRows(base, page, given.role),
      ...restRows(base, given),
      ...deliveryRows(base, given),
      ...transmissionRows(base, given),
      ...recipientRows(base, page, given.tasks),
    ],
    corrections: wayToCorrections(page, given.role),
    linked: linkedRows(base, page),
    related: relatedRows(base, page.related),
    picture: pictureOf(base, given),
    promises: promises.filter(({ advisory }) => !advisory),
    advice: promises.filter(({ advisory }) => advisory),
    exemptions: exemptionsOf(base, page),
    particulars: particularRows(t, request.right, details.particulars),
    about: details.about,
    merged: mergedNotice(base, page),
    files: filesOfPerson(base, given),
    conversation: conversationOf(base, given),
    notes: page.notes.map(({ id, at, text }) => ({
      when: when(at),
      who: actorName(t, page, noted(id) ?? 'system'),
      text,
    })),
    worksheet: worksheetPart(base, given),
    deeds: deedsOf(base, given),
    letters: withAgain(base, given, letters.toPerson),
    staffLetters: {
      title: t('requests:staffLetters', { count: letters.toStaff.length }),
      rows: letters.toStaff,
    },
    log: logOf(base, page, page.events),
    offers: OFFERED.filter((verb) => verb !== 'send-answer-again' || !isAnswerGone(page))
      .map((verb) => offerOf(base, given, verb))
      .filter((offer) => offer !== undefined),
  };
}

/** With the button that sends the answer again, below the latest letter that brought it. */
function withAgain(base: FrameBase, given: ShowGiven, rows: LetterRow[]): LetterRow[] {
  const letters = given.page.letters.filter(isToOutside);
  const last = letters.findLastIndex(({ kind }) => kind === 'answer' || kind === 'answer-again');
  return rows.map((row, nth) => (nth === last ? { ...row, again: answerAgain(base, given) } : row));
}

/** Data that the policy exempts from this right, with the legal ground, or the statement that there is none. */
function exemptionsOf(base: FrameBase, { policy, request, choice }: RequestPage): ShowPage['exemptions'] {
  const { t, language } = base;
  return policy.exemptions
    .filter((exemption) => reaches(exemption, request.right))
    .map(({ data, ground, note, source, pack }) => ({
      data: wordedOf(data, language),
      ground: ground ? t('requests:exemptions.ground', { ground }) : t('requests:exemptions.noGround'),
      note: note && wordedOf(note, language),
      source: t('requests:promise.source', { source, pack: policyName(pack, choice.names.packs, base) }),
    }));
}

/** The tasks in short; nothing where none was planned and none can be. */
function tasksPart(base: FrameBase, { page, tasks, now }: ShowGiven): ShowPage['tasks'] {
  if (tasks.length === 0 && !page.actions.includes('hand-out')) return undefined;
  return {
    lead: tasks.length > 0 ? answeredWords(base, tasks) : base.t('handOut:none'),
    rows: taskRows(base, tasks, localDate(now, page.request.zone)),
    href: tasksPath(page.request.reference),
    waits: tasks.some(isToHandOut),
  };
}
