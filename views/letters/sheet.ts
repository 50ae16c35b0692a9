import { addressLines } from '../../domain/addressLines.ts';
import { LETTERS_WITHOUT_NAME } from '../../domain/lifecycle/identity.ts';
import { isCode } from '../../domain/lifecycle/undelivered.ts';
import { contained, firstSigns, line } from '../../domain/writing.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText, PaperSheet, PaperTable } from '../../models/letter/words.ts';
import { inBrackets, type Reach, recourseWords } from '../law.ts';
import { type Pen, penOf } from './pen.ts';

/** A letter's subject and its paragraphs in order; those that do not apply are undefined or false. */
type SheetContent = { subject: string; paragraphs: (string | PaperTable | false | undefined)[] };

/** A letter to the person: sender, date, subject, and where to reply. */
export function toPerson(context: LetterContext, { subject, paragraphs }: SheetContent): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { organisation, requests } = context;
  const client = clientOf(context);
  const references = requests.map(({ reference }) => reference).join(', ');
  const onPaper = context.channel === 'post';
  const [on, reference] = [pen.day(context.now), t('letters:sheet.reference', { references })];
  const body = [
    greetingOf(context, pen),
    client && t('letters:sheet.client', { client }),
    ...paragraphs,
    statusOf(context, pen, paragraphs),
    t('letters:sheet.closing'),
    [...addressLines(organisation.name, organisation.postalAddress), organisation.replyAddress]
      .filter(Boolean)
      .join('\n'),
  ];
  const words = sheet(pen, subject, [[organisation.name, on, reference].join('\n'), ...body]);
  return onPaper ? { ...words, sheet: paperOf(context, { on, reference, body }) } : words;
}

/** Whether a letter may name the person; on paper the address does so already. */
const isNamed = ({ kind, channel, to }: LetterContext): boolean =>
  to.name !== '' && (channel === 'post' || !(to.unproven || LETTERS_WITHOUT_NAME.includes(kind)));

/** The person whose data it is, if somebody else made the request and the letter may contain names. */
const clientOf = (context: LetterContext): string =>
  isNamed(context) ? line(context.requests[0]?.client ?? '').slice(0, 100) : '';

/**
 * Who the request is for: by name, or without one to a mailbox that may be somebody else's. Empty if the person asks for themselves.
 */
export const forWhom = (context: LetterContext, { t }: Pen): string =>
  context.requests[0]?.client ? clientOf(context) || t('letters:sheet.someone') : '';

/** The greeting that staff wrote, or else "Dear Ada Example,"; without a name to a mailbox that may be somebody else's. */
export function greetingOf(context: LetterContext, { t }: Pen): string {
  const { to, data } = context;
  if (data.greeting) return line(data.greeting);
  const name = isNamed(context) ? firstSigns(line(to.name), 100) : '';
  return name ? t('letters:sheet.dear', { name }) : t('letters:sheet.hello');
}

/** The link to the status page: every letter has it once; a letter with a code is itself the way there. */
function statusOf(
  { links, code, requests, kind }: LetterContext,
  { t }: Pen,
  said: SheetContent['paragraphs'],
): string | undefined {
  const [request] = requests;
  if (links.paper && request)
    return t('letters:paper.status', { address: links.paper, reference: request.reference, code });
  const isThere =
    links.status !== undefined &&
    said
      .map((part) => inText(t, part))
      .join('\n')
      .includes(links.status);
  return isThere || isCode(kind) ? undefined : linked(t('letters:sheet.status'), links.status);
}

/** A sentence with the link to the status page, or its version for paper. */
export const byStatus = ({ links }: LetterContext, { t }: Pen, key: string): string | undefined =>
  links.paper ? t('letters:paper.reply') : linked(t(key), links.status);

/** The parts of a letter on paper: addresses for an envelope window, and the author's own paragraphs. */
function paperOf(
  { language, organisation, to }: LetterContext,
  { on, reference, body }: { on: string; reference: string; body: SheetContent['paragraphs'] },
): PaperSheet {
  return {
    language,
    from: addressLines(organisation.name, organisation.postalAddress),
    to: addressLines(to.name, to.postal ?? ''),
    on,
    reference,
    body: body.flatMap((part) => (part ? [containedIn(part)] : [])),
  };
}

/** The same part of a letter with the direction of each text kept to itself. */
export const containedIn = (part: string | PaperTable): string | PaperTable =>
  typeof part === 'string'
    ? contained(part)
    : {
        ...part,
        title: contained(part.title),
        paragraphs: part.paragraphs.map(contained),
        rows: part.rows.map(([label, words]) => [contained(label), contained(words)]),
      };

/** A letter to staff: it names the person only by reference and right. */
export function toStaff(context: LetterContext, { subject, paragraphs }: SheetContent): LetterText {
  const pen = penOf(context);
  return sheet(pen, subject, [
    `${context.organisation.name}\n${pen.day(context.now)}`,
    ...paragraphs,
    pen.t('letters:sheet.staff', { organisation: context.organisation.name }),
  ]);
}

/** "Your request R-1 (access to personal data) reached us on ...": the first sentence of most letters. */
export function about(context: LetterContext, pen: Pen): string {
  const [request] = context.requests;
  if (!request) return '';
  const { reference, right, receivedAt, receivedByDay } = request;
  const when = receivedByDay ? pen.day(receivedAt) : pen.moment(receivedAt);
  return pen.t('letters:about', { reference, right: pen.right(right), when });
}

/** "Request R-1: access to personal data (Art. 15 GDPR)": what a letter to staff is about. */
export const requestLine = (
  { reference, right, article }: Pick<LetterContext['requests'][number], 'reference' | 'right' | 'article'>,
  pen: Pen,
): string =>
  pen.t('letters:reminder.request', { reference, right: pen.right(right), by: inBrackets(pen, article) });

/** Where to complain, by the law of the request; with `full`, also which court. */
export const complaint = ({ governed }: LetterContext, pen: Pen, reach: Reach): string | undefined =>
  governed && recourseWords(pen, governed.recourse, reach).join('\n');

/** A sentence, and below it what a person wrote, unchanged. Undefined if they wrote nothing. */
export function written(sentence: string, words: string | undefined): string | undefined {
  const text = (words ?? '').replace(/\r\n?/g, '\n').trim();
  return text ? `${sentence}\n${text}` : undefined;
}

/** A sentence with a link on its own line, so that no punctuation sticks to it. */
export const linked = (sentence: string, link: string | undefined): string | undefined =>
  link ? `${sentence}\n${link}` : undefined;

/** A table as lines: its title, its paragraphs, and a line for each row. */
function inText(t: Pen['t'], part: SheetContent['paragraphs'][number]): string {
  if (!part || typeof part === 'string') return part || '';
  return [
    part.title,
    ...part.paragraphs,
    ...part.rows.map(([label, words]) => t('letters:sheet.row', { label, words })),
  ].join('\n');
}

/** Isolates the text direction of each line, since people wrote some of them. */
function sheet({ t }: Pen, subject: string, paragraphs: SheetContent['paragraphs']): LetterText {
  const text = paragraphs
    .map((part) => inText(t, part))
    .filter(Boolean)
    .join('\n\n');
  return { subject: line(subject), text: `${text.split('\n').map(contained).join('\n')}\n` };
}
