import { calendarDate } from '../../domain/calendar/calendarDate.ts';
import { isAbout } from '../../domain/deadlines/promiseKey.ts';
import { type EventKind, eventOfFact } from '../../domain/lifecycle/events.ts';
import type { FactName } from '../../domain/lifecycle/vocabulary.ts';
import { groundOf } from '../../domain/policies/grounds.ts';
import type { EventData } from '../../models/event/append.ts';
import type { FactNote, RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { calendarName } from '../calendars.ts';
import { longDate, longMoment } from '../dates.ts';
import type { T, Wording } from '../i18n.ts';
import { inBrackets } from '../law.ts';
import { policyName } from '../policies/name.ts';
import { reasonIn } from '../settings/outboxReason.ts';
import { fieldNames } from './corrected.ts';
import { wordedOf } from './words.ts';

/** An event in one sentence: for the log and the history. A test checks that each kind has words in every language. */
export function toldIn(reader: Wording, page: RequestPage, kind: EventKind, data: EventData): string {
  const said = sentenceOf(reader, page, kind, data);
  const { t } = reader;
  return [
    said,
    data.unconfirmed && t('events:unconfirmed'),
    typeof data.incomplete === 'string' &&
      t('events:incomplete', { missing: missingWords(reader, data.incomplete) }),
    typeof data.followsOn === 'string' && t('events:follows', { day: dayIn(reader, data.followsOn) }),
    typeof data.completes === 'string' && t('events:completes', { day: dayIn(reader, data.completes) }),
  ]
    .filter(Boolean)
    .join(' ');
}

const dayIn = ({ language }: Wording, day: string): string => longDate(calendarDate(day), language);

/** What an answer left without, by the requirements' ids. */
const missingWords = ({ t }: Wording, missing: string): string =>
  missing
    .split(' ')
    .map((id) => t(`policies:answers.asks.${id}`))
    .join('; ');

function sentenceOf(reader: Wording, page: RequestPage, kind: EventKind, data: EventData): string {
  const { t, language } = reader;
  const deadline = page.deadlines.find((each) => isAbout(each, { clock: data.clock, pack: data.pack }));
  const { zone } = page.request;
  const moment = (value: unknown) => longMoment(new Date(String(value)), language, zone);
  /** The last moment in time; for a day deadline, its last day. */
  const date = (value: unknown) => {
    if (typeof value !== 'string' || value === '') return t('events:noDate');
    if (deadline?.kind === 'hour') return moment(value);
    return longDate(new Date(Date.parse(value) - 1), language, zone);
  };
  const clock = deadline ? wordedOf(deadline.title, language) : (data.clock ?? '');
  const letter = data.letterKind ? t(`events:letterKind.${data.letterKind}`) : '';
  const said = typeof data.said === 'string' ? reasonIn(data.said, t) : '';
  switch (kind) {
    case 'received':
      if (!data.decidedBy) break;
      return t('events:receivedUnder', {
        policy: named(reader, page, data.policy),
        what: criteriaWords(reader, data),
      });
    case 'policy-changed':
      return policyChanged(reader, page, data);
    case 'receipt-corrected':
      if (!data.is) break; // of a fact whose event is not at hand
      return t('events:receiptCorrected', { was: moment(data.was), is: moment(data.is) });
    case 'person-corrected':
      return t(`events:kind.${kind}`, { fields: fieldNames(reader, String(data.fields).split(' ')) });
    case 'right-corrected':
      return t(`events:kind.${kind}`, {
        was: t(`requests:right.${data.was}`),
        is: t(`requests:right.${data.is}`),
      });
    case 'assigned':
      return assignedTo(t, page, data.is);
    case 'tagged':
    case 'untagged':
      return t(`events:kind.${kind}`, { tag: page.tags.find(({ id }) => id === data.tag)?.name ?? '' });
    case 'task-answered':
      return t('events:kind.task-answered', { outcome: t(`handOut:state.${data.outcome}`) });
    case 'tasks-restored':
      return t('events:kind.tasks-restored', { count: data.count, since: moment(data.since) });
    case 'answer-file-released':
      return t('events:kind.answer-file-released', { how: t(`answerFiles:state.${data.how}`) });
    case 'answer-file-left-out':
      return t('events:kind.answer-file-left-out', { why: t(`answerFiles:reason.${data.ground}`) });
    case 'tasks-planned':
      return t('events:kind.tasks-planned', { count: data.count });
    case 'extension-decided':
      if (data.until)
        return t('events:extensionUntil', { until: longDate(calendarDate(String(data.until)), language) });
      if (data.ground)
        return t('events:extensionFor', { ground: t(`events:extensionGround.${data.ground}`) });
      break;
    case 'reopened':
      return t('events:kind.reopened', { scope: t(`events:reopeningScope.${data.scope}`) });
    case 'closed':
      if (!data.outcome) break;
      return t('events:closedAs', { outcome: t(`requests:outcome.${data.outcome}`) });
    case 'refusal-decided':
    case 'refused': {
      const scope = data.scope === 'part' ? 'part' : 'whole';
      if (!data.ground) return t('events:refusedSomehow', { scope: t(`events:scope.${scope}`) });
      return t(`events:kind.${kind}`, {
        scope: t(`events:scope.${scope}`),
        ground: groundWords(reader, page, data.ground),
      });
    }
    case 'related':
      return t(`events:related.${data.as}`, { other: data.other });
    case 'merged':
      if (!data.into && !data.with) break; // of the fact, whose event is beside it
      return t(`events:merged.${data.into ? 'into' : 'with'}`, { into: data.into, with: data.with });
    case 'unmerged':
      return t(`events:unmerged.${data.from ? 'from' : 'of'}`, { from: data.from, of: data.of });
    case 'worksheet-saved':
      if (data.version === undefined) break;
      return data.open === 0
        ? t('events:worksheetComplete', { version: data.version })
        : t('events:worksheetOpen', { version: data.version, count: Number(data.open) });
    case 'imported':
      return t('events:kind.imported', { line: data.line, file: data.file });
    case 'identity-confirmed':
      if (!data.method) return t('events:confirmedSomehow');
      break;
    case 'answered':
      if (!data.by) break;
      return t(`events:answered.${data.by === 'mail' && !data.letter ? 'email' : data.by}`);
    case 'letter-refused':
      if (data.how === 'perhaps') return t('events:perhapsArrived', { letter, said });
      break;
    case 'deadline-moved':
      return t('events:kind.deadline-moved', { clock, was: date(data.was), is: date(data.is) });
    case 'reply-rejected':
      return t('events:kind.reply-rejected', {
        at: data.at ? moment(data.at) : '',
        reason: t(`verbs:pauseReason.${data.reason}`),
      });
  }
  return t(`events:kind.${kind}`, {
    clock,
    letter,
    said,
    method: data.method ? t(`events:method.${data.method}`) : '',
    reason: data.reason ? t(`verbs:pauseReason.${data.reason}`) : '',
    policy: named(reader, page, data.policy),
    calendar: typeof data.calendar === 'string' ? calendarName(data.calendar, language, t) : '',
    purpose: data.purpose ? t(`events:purpose.${data.purpose}`) : '',
  });
}

/** A fact in words: the sentence of its event in the log; if there is none, from the fact itself. */
export function factInWords(reader: Wording, page: RequestPage, fact: FactNote): string {
  const kind = eventOfFact(fact.name);
  return toldIn(reader, page, kind, { ...heldBy(fact), ...eventTelling(page, kind, fact) });
}

/** The event of the same act: at its moment, about the same thing. */
function eventTelling(page: RequestPage, kind: EventKind, { about, pack, recordedAt }: FactNote): EventData {
  for (const event of page.events) {
    if (event.kind !== kind || new Date(event.at).getTime() !== recordedAt.getTime()) continue;
    const data = JSON.parse(event.data) as EventData;
    const isSame = (about === null || Object.values(data).includes(about)) && (!pack || data.pack === pack);
    if (isSame) return data;
  }
  return {};
}

/** The key in the events' data for what a fact is about. */
const ABOUT: Partial<Record<FactName, string>> = {
  'identity-confirmed': 'method',
  paused: 'reason',
  resumed: 'reason',
  'reply-rejected': 'reason',
  'extension-decided': 'until',
  'part-refusal-decided': 'ground',
  'refusal-decided': 'ground',
  'refused-in-part': 'ground',
  refused: 'ground',
  answered: 'by',
  fulfilled: 'clock',
  'clock-cancelled': 'clock',
  'letter-returned': 'letterKind',
  'return-set-aside': 'letterKind',
};

function heldBy({ name, about, pack, at, detail }: FactNote): EventData {
  const key = ABOUT[name];
  const scope = name === 'refused-in-part' || name === 'part-refusal-decided' ? 'part' : 'whole';
  const { policyWas = null, policy = null } = detail as EventData;
  return { ...(key && { [key]: about }), pack, scope, policyWas, policy, at: at.toISOString() };
}

function groundWords(reader: Wording, page: RequestPage, id: EventData[string] | undefined): string {
  const ground = groundOf(page.policy, page.choice.names.packs, String(id ?? ''));
  if (!ground) return String(id ?? '');
  return `${wordedOf(ground.title, reader.language)}${inBrackets(reader, ground.article)}`;
}

/** The criteria that decided the policy; the answers themselves are in the chain's data. */
function criteriaWords({ t, language }: Wording, { decidedBy }: EventData): string {
  const named = String(decidedBy)
    .split(' ')
    .map((criterion) => t(`events:criterion.${criterion}`));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(named);
}

function policyChanged(reader: Wording, page: RequestPage, data: EventData): string {
  const { policyWas, policy, chosenPolicy, decidedBy } = data;
  const [was, is] = [policyWas, policy].map((ref) => named(reader, page, ref));
  const how = chosenPolicy ? 'byHand' : decidedBy ? 'because' : 'plain';
  const what = decidedBy ? criteriaWords(reader, data) : '';
  return reader.t(`events:policyChanged.${how}`, { was, is, what });
}

const named = (reader: Wording, { choice }: RequestPage, ref: EventData[string] | undefined): string =>
  typeof ref === 'string' ? policyName(ref, choice.names.packs, reader) : '';

const assignedTo = (t: T, page: RequestPage, is: unknown): string =>
  is === null || is === undefined
    ? t('events:assignedToNobody')
    : t('events:assignedTo', { name: page.actors[`user:${is}`] ?? t('events:actor.former') });
