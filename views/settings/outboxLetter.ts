import { replyOf } from '../../domain/deadlines/reply.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Enclosure } from '../../models/letter/enclosures.ts';
import type { OpenLetter } from '../../models/letter/outbox.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { longDate, longMoment } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { isLapsed } from '../letters/extensionNotice.ts';
import { wordsOf, wordsToKeep } from '../letters/wordsOf.ts';
import { movesIn } from '../moves.ts';
import { type Envelope, envelopeIn } from './envelope.ts';
import { isPerhapsTaken, stateWords } from './outbox.ts';
import { reasonIn } from './outboxReason.ts';

type OutboxLetterPageInput = OpenLetter & {
  posting?: { form: { postedOn: string; proof: string; confirmed: string }; fault: RuleViolation };
  taken?: { form: { proof: string; confirmed: string }; fault: RuleViolation };
  zone: string;
  /** The address of the list that it was opened from. */
  where: string;
  mailConfigured: boolean;
  /** What goes with an answer that is to be printed and posted. */
  enclosed?: Enclosure[];
  mayWork: boolean;
  mayReadFiles: boolean;
  mayPrint: boolean;
};
type OutboxLetterPage = {
  frame: Frame;
  back: { href: string; text: string };
  errors: Record<string, string>;
  rows: object[];
  words?: LetterText;
  /** That its template cannot be used, so that it is in the desk's words. */
  unusable?: string;
  handOver?: string;
  wordless: string;
  preview: boolean;
  perhaps?: string;
  language: string;
  /** On paper: makes the PDF of a letter to be posted, or returns that of one already sent. */
  print?: { action: string; text: string };
  pdf?: { href: string; text: string };
  /** What to put into the envelope, while the letter is to be printed and posted. */
  envelope?: Envelope;
  /** What went with an answer on paper, to print again. */
  enclosures?: { href: string; text: string };
  retry?: string;
  taken?: object;
  posting?: object;
};

/** One letter: its state, its words with the secrets masked, and its actions. */
export function outboxLetterPage(base: FrameBase, given: OutboxLetterPageInput): OutboxLetterPage {
  const { t } = base;
  const { letter, posting, taken, mayWork, mayPrint, mailConfigured } = given;
  const onPaper = letter.channel === 'post';
  const tried = posting ?? taken;
  const errors = tried ? errorsOf(t, [tried.fault]) : {};
  const waits = mayWork && (letter.state === 'queued' || letter.state === 'failed');
  return {
    frame: { ...base, title: t(`events:letterKind.${letter.kind}`), faulty: tried !== undefined },
    back: backOf(given, base),
    errors,
    rows: rowsOf(given, base),
    words: wordsShown(given),
    unusable: given.context?.unusable ? t('templates:leftAside') : undefined,
    handOver: isHandedOver(given) ? t('outbox:handOver', { address: letter.toAddress }) : undefined,
    wordless: wordlessOf(given, base),
    preview: given.kept === undefined,
    print:
      onPaper && letter.state === 'queued' && mayPrint
        ? {
            action: `${hereOf(given)}/print`,
            text: t(given.kept ? 'outbox:paper.again' : 'outbox:paper.print'),
          }
        : undefined,
    envelope: given.enclosed && envelopeIn(base, envelopeGiven(given, given.enclosed)),
    enclosures:
      onPaper && !given.enclosed && letter.kind === 'answer' && mayPrint
        ? { href: `${hereOf(given)}/enclosures`, text: t('outbox:paper.enclosures') }
        : undefined,
    pdf:
      letter.state !== 'queued' && given.kept
        ? { href: `${hereOf(given)}/pdf`, text: t('outbox:paper.pdf') }
        : undefined,
    perhaps: isPerhapsTaken(letter) ? t('outbox:perhaps.hint') : undefined,
    language: letter.language,
    retry: waits && mailConfigured && !onPaper ? `${hereOf(given)}/retry` : undefined,
    taken: waits && letter.toPerson ? takenOf(given, taken ? errors : {}, base) : undefined,
    posting: waits && letter.toPerson ? postingOf(given, taken ? {} : errors, base) : undefined,
  };
}

const envelopeGiven = (given: OutboxLetterPageInput, files: Enclosure[]) => ({
  files,
  here: hereOf(given),
  reference: given.letter.reference ?? '',
  mayReadFiles: given.mayReadFiles,
});

const hereOf = ({ where, letter }: OutboxLetterPageInput): string => `${where}/${letter.id}`;

/** Back to where it was opened: the outbox, or its request. */
const backOf = ({ where, letter }: OutboxLetterPageInput, { t }: FrameBase) =>
  where === '/settings/outbox'
    ? { href: where, text: t('outbox:title') }
    : { href: `/requests/${letter.reference}#letters`, text: t('requests:back') };

/** Why there are no words: on paper, not kept, or void because its date does not hold. */
function wordlessOf({ letter, context }: OutboxLetterPageInput, { t, language }: FrameBase): string {
  if (context && isLapsed(context)) {
    const first = replyOf(context.requests[0]?.deadlines ?? [])?.dueOn;
    return t('outbox:lapsed', { day: first ? longDate(first, language) : '' });
  }
  return letter.channel === 'post' ? t('outbox:onPaper') : t('outbox:noWords');
}

/** The words as sent, or as they would be sent now; every secret is masked in both. */
export function wordsIn({ kept, context }: Pick<OpenLetter, 'kept' | 'context'>): LetterText | undefined {
  return kept ?? (context && wordsToKeep(context));
}

/** Without a mail server, the reader of the outbox passes an invitation on: its link for that is not masked. */
function wordsShown(given: OutboxLetterPageInput): LetterText | undefined {
  const { context } = given;
  if (!context || !isHandedOver(given)) return wordsIn(given);
  return wordsOf({ ...context, links: { ...context.links, invitation: context.links.shownInvitation } });
}

const isHandedOver = ({ context, mailConfigured }: OutboxLetterPageInput): boolean =>
  !mailConfigured && context?.links.shownInvitation !== undefined;

function rowsOf({ letter, zone }: OutboxLetterPageInput, { t, language }: FrameBase): object[] {
  const moment = (at: Date) => longMoment(at, language, zone);
  const { reference, toName, toAddress, lastError, perhapsTakenAt } = letter;
  const rows = [
    { key: t('outbox:column.state'), value: stateWords(letter, t) },
    { key: t('outbox:column.to'), lines: [...new Set([toName, toAddress])].filter(Boolean) },
    reference && { key: t('outbox:column.request'), value: reference, href: `/requests/${reference}` },
    { key: t('outbox:column.ordered'), value: moment(letter.createdAt) },
    letter.sentAt && { key: stateWords(letter, t), value: moment(letter.sentAt) },
    letter.nextAttemptAt && { key: t('outbox:nextTry'), value: moment(letter.nextAttemptAt) },
    letter.attempts > 0 && { key: t('outbox:column.tries'), value: String(letter.attempts) },
    isPerhapsTaken(letter) &&
      perhapsTakenAt && { key: t('outbox:perhaps.key'), value: moment(perhapsTakenAt) },
    lastError && { key: t('outbox:column.reason'), value: reasonIn(lastError, t) },
  ];
  return rows.filter((row) => typeof row === 'object' && row !== null);
}

/** The form that records that the server accepted a letter about which it had not answered. */
function takenOf(
  given: OutboxLetterPageInput,
  errors: Record<string, string>,
  base: FrameBase,
): object | undefined {
  const { letter, taken, zone } = given;
  const { t, language } = base;
  if (!isPerhapsTaken(letter) || !letter.perhapsTakenAt) return undefined;
  const proof = {
    partial: 'field',
    name: 'proof',
    label: t('outbox:taken.proof'),
    hint: t('outbox:taken.proofHint'),
    value: taken?.form.proof ?? '',
    error: errors.proof,
  };
  return {
    id: 'taken',
    title: t('outbox:taken.title'),
    hint: t('outbox:taken.hint', { when: longMoment(letter.perhapsTakenAt, language, zone) }),
    open: Object.keys(errors).length > 0,
    form: {
      action: `${hereOf(given)}/acceptance`,
      fields: [proof, ...seenOf(given, errors, base)],
      button: { text: t('outbox:taken.button') },
    },
  };
}

/** A record for a past day may move a date: it is accepted once both dates were shown. */
function seenOf(
  { posting, taken, zone }: OutboxLetterPageInput,
  errors: Record<string, string>,
  { t, language }: FrameBase,
): object[] {
  if (!errors.confirmed) return [];
  const { data } = (posting ?? taken)?.fault ?? { data: {} };
  return [
    {
      partial: 'choices',
      type: 'checkbox',
      name: 'confirmed',
      id: 'confirmed',
      legend: t('verbs:sending.moves'),
      hint: movesIn(t, language, zone, data),
      options: [{ value: 'yes', text: t('verbs:sending.movesSeen') }],
      values: [],
      error: errors.confirmed,
    },
  ];
}

function postingOf(given: OutboxLetterPageInput, errors: Record<string, string>, base: FrameBase): object {
  const { letter, posting } = given;
  const form = posting?.form ?? { postedOn: '', proof: '' };
  const { t } = base;
  return {
    id: 'posting',
    title: t('outbox:posting.title'),
    hint: t(letter.channel === 'post' ? 'outbox:paper.hint' : 'outbox:posting.hint'),
    open: letter.channel === 'post' || Object.keys(errors).length > 0,
    form: {
      action: `${hereOf(given)}/posting`,
      fields: [
        {
          partial: 'field',
          name: 'postedOn',
          type: 'date',
          width: 'short',
          label: t('outbox:posting.postedOn'),
          value: form.postedOn,
          error: errors.postedOn,
        },
        {
          partial: 'field',
          name: 'proof',
          label: t('outbox:posting.proof'),
          hint: t('outbox:posting.proofHint'),
          value: form.proof,
          error: errors.proof,
        },
        ...seenOf(given, errors, base),
      ],
      button: { text: t('outbox:posting.button') },
    },
  };
}
