import { promiseKey } from '../../domain/deadlines/promiseKey.ts';
import type { VerbName } from '../../domain/lifecycle/verbs.ts';
import type { Role } from '../../domain/permissions.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { DraftContents } from '../../models/answerDraft/contents.ts';
import type { PreparedFile } from '../../models/answerDraft/files.ts';
import type { AnswerInTyping } from '../../models/answerDraft/typed.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { longMoment } from '../dates.ts';
import { errorsOf, inPageOrder, isToBeSeen, isToConfirm, sentenceOf } from '../faults.ts';
import { isolated } from '../i18n.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';
import { type ParticularRow, particularRows } from '../particulars.ts';
import { type AnswerFileTable, answerFileTable } from './answerFileRows.ts';
import { answerFilesPath } from './answerFilesPath.ts';
import { type DraftInWords, shownDraft } from './contents.ts';
import { type ConversationEntry, conversationOf } from './conversation.ts';
import { type FactRow, factRows } from './facts.ts';
import { filesOfPerson, type ShownFile } from './files.ts';
import type { FormContext, WaitingFiles } from './forms/context.ts';
import { isLetter, type VerbForm, verbForm, verbHint, verbTitle } from './forms/index.ts';
import { type ShownGate, shownGate } from './gate.ts';
import { actorName, type LogEntry, logOf } from './log.ts';
import { personWords } from './person.ts';
import { statusWord } from './statusWord.ts';
import { wordedOf } from './words.ts';

type VerbPage = {
  frame: Frame;
  back: string;
  about: string;
  hint: string;
  errors: Record<string, string>;
  /** Nothing was done yet: shows the effect. */
  preview?: string;
  /** A colleague changed the request meanwhile: their changes. */
  conflict?: { text: string; changes: LogEntry[]; theirs?: SavedWords };
  /** What was typed before and is in the form again. */
  typed?: string;
  /** The verb is not possible now. */
  impossible?: string;
  /** The content of a form whose verb is no longer possible, so that nothing is lost. */
  written: { key: string; value: string }[];
  form?: VerbForm & { id: string };
  /** What an answer must contain, and what there is. */
  gate?: ShownGate;
  /** What the answer would say in words now. */
  contents?: DraftInWords & { all: string };
  /** The files that go with an answer, as they stand. */
  files?: { table?: AnswerFileTable; href: string };
  /** Beside a letter: what the person wrote, and the facts of the request. */
  beside?: {
    about: string;
    particulars: ParticularRow[];
    files: ShownFile[];
    said: ConversationEntry[];
    facts: FactRow[];
  };
};

type VerbPageInput = {
  page: RequestPage;
  role: Role;
  mayReadFiles: boolean;
  verb: VerbName;
  clock: string;
  offered: boolean;
  stale: boolean;
  /** The last event that the form's user saw. */
  seen: number;
  now: Date;
  values?: Record<string, string>;
  fault?: RuleViolation;
  /** Further faults. */
  more?: readonly RuleViolation[];
  kept?: WaitingFiles;
  isReminder?: boolean;
  phrases?: FormContext['phrases'];
  draft?: DraftContents;
  /** The files of an answer. */
  prepared?: readonly PreparedFile[];
  /** What was typed for an answer. */
  typed?: AnswerInTyping;
};

/** What a colleague saved of the same form, by field. */
type SavedWords = { title: string; when: string; rows: { key: string; value: string }[] };

/** The form of one verb on its own page: opened by its address, or shown again with its content. */
export function verbPage(base: FrameBase, given: VerbPageInput): VerbPage {
  const { t, language } = base;
  const { page, verb, clock, stale, offered, fault, more = [], values = {}, kept, now } = given;
  const isPreview = fault !== undefined && isToConfirm(fault);
  const errors = fault && !stale && offered && !isToBeSeen(fault) ? errorsOf(t, [fault, ...more]) : {};
  const context: FormContext = {
    t,
    language,
    page,
    verb,
    clock,
    now,
    values,
    errors,
    broken: fault?.data,
    isPreview,
    kept,
    isReminder: given.isReminder,
    phrases: given.phrases,
    isIncomplete: given.draft?.gate.rows.some(({ state }) => state === 'missing'),
    prefix: '',
  };
  const form = verbForm(context);
  const inOrder = inPageOrder(errors, form.fields);
  const { reference, personName } = page.request;
  const back = `/requests/${reference}`;
  const typing = offered ? TYPING : undefined;
  form.button.links = [{ href: back, text: t('requests:backWithout') }];
  const deadline = page.deadlines.find((each) => promiseKey(each) === clock);
  return {
    frame: { ...base, title: verbTitle(context), faulty: Boolean(fault && !isToBeSeen(fault)), typing },
    back,
    about: [
      reference,
      isolated(personWords(t, personName, page.details.behalf?.name)),
      deadline && wordedOf(deadline.title, language),
    ]
      .filter(Boolean)
      .join(' · '),
    hint: verbHint(context),
    errors: inOrder,
    preview: fault && isToBeSeen(fault) ? sentenceOf(t, fault) : undefined,
    conflict: stale
      ? {
          text: t('requests:conflict.text'),
          changes: changesSince(base, given),
          theirs: theirsIn(base, given, form),
        }
      : undefined,
    typed: !fault && given.typed?.at ? typedWords(base, given, 'gate:typed') : undefined,
    impossible: offered ? undefined : whyImpossible(base, given),
    written: offered ? [] : writtenIn(form, values),
    form: offered ? { ...form, id: TYPING } : undefined,
    gate: offered && given.draft ? shownGate(base, page, given.draft.gate) : undefined,
    contents: offered && given.draft ? contentsOf(base, page, given.draft) : undefined,
    files: offered && given.prepared ? filesPart(base, page, given.prepared) : undefined,
    beside: offered && isLetter(form) ? besideOf(base, given) : undefined,
  };
}

/** What the answer would say in words; undefined where it has the DPO's words alone. */
function contentsOf(base: FrameBase, page: RequestPage, draft: DraftContents): VerbPage['contents'] {
  if (draft.contents.sections.length === 0) return undefined;
  const { reference } = page.request;
  return { ...shownDraft(base, reference, draft), all: `/requests/${reference}/answer/words` };
}

function filesPart(base: FrameBase, page: RequestPage, files: readonly PreparedFile[]): VerbPage['files'] {
  return {
    table: files.length > 0 ? answerFileTable(base, page, files) : undefined,
    href: answerFilesPath(page.request.reference),
  };
}

/** Shows what the request is about beside an answer or a refusal. */
function besideOf(base: FrameBase, given: VerbPageInput): VerbPage['beside'] {
  const { page, role } = given;
  return {
    about: page.details.about,
    particulars: particularRows(base.t, page.request.right, page.details.particulars),
    files: filesOfPerson(base, given),
    said: conversationOf(base, given).said,
    facts: factRows(base, page, role),
  };
}

/** Why the verb is not possible now: for example an open promise or an unread message prevents closing. */
function whyImpossible({ t }: FrameBase, { verb, page }: VerbPageInput): string {
  const { status } = page.request;
  if (verb === 'close' && page.request.unreadSince) return t('rules:message-unread');
  if (verb === 'close' && page.circumstances.restOutstanding) return t('rules:rest-outstanding');
  if (verb === 'close' && status === 'purge-pending') return t('rules:promise-open');
  return t('requests:impossible', { status: statusWord(t, page.request) });
}

/** What a colleague typed for the same answer and saved, where it is not what stands in the form. */
function theirsIn(base: FrameBase, given: VerbPageInput, form: VerbForm): SavedWords | undefined {
  const { typed, values = {} } = given;
  const rows = writtenIn(form, typed?.values ?? {});
  const isSame = Object.entries(typed?.values ?? {}).every(([name, words]) => values[name] === words);
  if (!typed?.at || rows.length === 0 || isSame) return undefined;
  const title = typedWords(base, given, 'gate:theirs.title');
  return { title, when: typedWords(base, given, 'gate:theirs.when'), rows };
}

const typedWords = ({ t, language }: FrameBase, { typed, page }: VerbPageInput, key: string): string =>
  t(key, {
    who: typed?.by ? actorName(t, page, typed.by) : '',
    when: typed?.at ? longMoment(typed.at, language, page.request.zone) : '',
  });

/** The events since the form was opened; if that is unknown, the last ones. */
function changesSince(base: FrameBase, { page, seen }: VerbPageInput): LogEntry[] {
  const since = page.events.filter(({ sequence }) => seen > 0 && sequence > seen);
  return logOf(base, page, since.length > 0 ? since : page.events.slice(-5));
}

const writtenIn = ({ fields }: VerbForm, values: Record<string, string>) =>
  fields
    .filter(({ partial, name }) => partial !== 'hidden' && values[String(name)])
    .map(({ label, name }) => ({ key: String(label), value: values[String(name)] ?? '' }));
