import { addressLines } from '../../domain/addressLines.ts';
import { filled } from '../../domain/letters/filling.ts';
import type { PartName } from '../../domain/letters/parts.ts';
import { isCode } from '../../domain/lifecycle/undelivered.ts';
import { contained, line } from '../../domain/writing.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText, PaperSheet, PaperTable } from '../../models/letter/words.ts';
import { inBrackets, type Reach, recourseWords } from '../law.ts';
import { fieldsOf } from './fields.ts';
import { clientOf, greetingOf } from './named.ts';
import { type Pen, penOf } from './pen.ts';

type Piece = string | PaperTable;
/** A piece that a letter may not have. */
type MaybePiece = Piece | false | undefined;
type StaffContent = { subject: string; paragraphs: MaybePiece[] };
/** The parts of a letter to the person by name, in order; those that do not apply are undefined or false. */
type PersonContent = {
  subject: string;
  parts: Partial<Record<PartName | 'code', MaybePiece | MaybePiece[]>>;
};

/** A letter to the person: sender, date, subject, and where to reply; in the organisation's own words where it has a template. */
export function toPerson(context: LetterContext, { subject, parts }: PersonContent): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { organisation, requests, template, letterhead } = context;
  const sender = letterhead?.name || organisation.name;
  const references = requests.map(({ reference }) => reference).join(', ');
  const onPaper = context.channel === 'post';
  const [on, reference] = [pen.day(context.now), t('letters:sheet.reference', { references })];
  const client = clientOf(context);
  const greeting = [greetingOf(context, pen), client && t('letters:sheet.client', { client })];
  const status = parts.status || statusOf(context, pen, []);
  const own = { greeting, ...parts, ...('status' in parts && { status }) };
  const values = template && {
    fields: fieldsOf(context, pen),
    parts: mapped({ ...own, status }),
  };
  const said = values ? filled(template.body, values) : Object.values(mapped(own)).flat();
  const body = [
    ...said,
    statusOf(context, pen, said),
    t('letters:sheet.closing'),
    [letterhead?.signature, ...addressLines(sender, organisation.postalAddress), organisation.replyAddress]
      .filter(Boolean)
      .join('\n'),
  ];
  const title = values && template.subject ? filled(template.subject, values).join(' ') : subject;
  const words = sheet(pen, title, [[sender, on, reference].join('\n'), ...body]);
  return onPaper ? { ...words, sheet: paperOf(context, { on, reference, body }) } : words;
}

/** The pieces of each part that a letter has. */
const mapped = (parts: PersonContent['parts']): Record<string, Piece[]> =>
  Object.fromEntries(
    Object.entries(parts).map(([name, given]) => [name, [given].flat().flatMap((piece) => piece || [])]),
  );

/** The link to the status page: every letter has it once; a letter with a code is itself the way there. */
function statusOf(
  { links, code, requests, kind }: LetterContext,
  { t }: Pen,
  said: readonly MaybePiece[],
): string | undefined {
  const [request] = requests;
  const onPaper =
    links.paper &&
    request &&
    t('letters:paper.status', { address: links.paper, reference: request.reference, code });
  const way = onPaper || (isCode(kind) ? undefined : linked(t('letters:sheet.status'), links.status));
  const sign = onPaper || links.status;
  const isThere = sign !== undefined && said.some((part) => inText(t, part).includes(sign));
  return isThere ? undefined : way;
}

/** A sentence with the link to the status page, or its version for paper. */
export const byStatus = ({ links }: LetterContext, { t }: Pen, key: string): string | undefined =>
  links.paper ? t('letters:paper.reply') : linked(t(key), links.status);

/** The parts of a letter on paper: addresses for an envelope window, and the author's own paragraphs. */
function paperOf(
  { language, organisation, to, letterhead }: LetterContext,
  { on, reference, body }: { on: string; reference: string; body: readonly MaybePiece[] },
): PaperSheet {
  return {
    language,
    from: addressLines(letterhead?.name || organisation.name, organisation.postalAddress),
    to: addressLines(to.name, to.postal ?? ''),
    on,
    reference,
    windowAt: letterhead?.windowAt,
    ...(letterhead?.logo && { logo: letterhead.logo }),
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
export function toStaff(context: LetterContext, { subject, paragraphs }: StaffContent): LetterText {
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
function inText(t: Pen['t'], part: MaybePiece): string {
  if (!part || typeof part === 'string') return part || '';
  return [
    part.title,
    ...part.paragraphs,
    ...part.rows.map(([label, words]) => t('letters:sheet.row', { label, words })),
  ].join('\n');
}

/** Isolates the text direction of each line, since people wrote some of them. */
function sheet({ t }: Pen, subject: string, paragraphs: readonly MaybePiece[]): LetterText {
  const text = paragraphs
    .map((part) => inText(t, part))
    .filter(Boolean)
    .join('\n\n');
  return { subject: line(subject), text: `${text.split('\n').map(contained).join('\n')}\n` };
}
