import { AUTHORITIES } from '../../domain/policies/authorities.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/deliveries.ts';
import { type Pen, penOf } from './pen.ts';

/** What a letter says: its subject, and its paragraphs in order; one that does not apply is left out. */
export type Said = { subject: string; paragraphs: (string | false | undefined)[] };

/** Letters to a mailbox that nobody has confirmed yet: nothing in them comes from whoever typed the address. */
const WITHOUT_NAME: LetterContext['kind'][] = ['receipt', 'status-code'];

/** A letter to the person: who writes, when, about what, and where to answer (LAW.md F: every reply). */
export function toPerson(context: LetterContext, { subject, paragraphs }: Said): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { organisation, requests } = context;
  const references = requests.map(({ reference }) => reference).join(', ');
  const name = WITHOUT_NAME.includes(context.kind) ? '' : oneLine(context.to.name).slice(0, 100);
  return sheet(subject, [
    [organisation.name, pen.day(context.now), t('letters:sheet.reference', { references })].join('\n'),
    name ? t('letters:sheet.dear', { name }) : t('letters:sheet.hello'),
    ...paragraphs,
    t('letters:sheet.closing'),
    [organisation.name, organisation.postalAddress.trim(), organisation.replyAddress]
      .filter(Boolean)
      .join('\n'),
  ]);
}

/** A letter to staff: no more of the person than the reference and the right. */
export function toStaff(context: LetterContext, { subject, paragraphs }: Said): LetterText {
  const pen = penOf(context);
  return sheet(subject, [
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

/** Art. 77: the authority; with Art. 79, where something is decided or put off, the court too. */
export function complaint({ organisation }: LetterContext, { t }: Pen, reach: 'any' | 'full'): string {
  const site = AUTHORITIES.find(({ name }) => name === organisation.authority)?.site;
  const authority = [organisation.authority, site].filter(Boolean).join(', ');
  return `${t(`letters:complaint.${reach}`)}\n${t('letters:complaint.authority', { authority })}`;
}

/** A sentence with what somebody wrote, as they wrote it, below it. Nothing where they wrote nothing. */
export function written(sentence: string, words: string | undefined): string | undefined {
  const text = (words ?? '').replace(/\r\n?/g, '\n').trim();
  return text ? `${sentence}\n${text}` : undefined;
}

/** A sentence with a link on a line of its own, so that no sign of the sentence sticks to it. */
export const linked = (sentence: string, link: string | undefined): string | undefined =>
  link ? `${sentence}\n${link}` : undefined;

export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

function sheet(subject: string, paragraphs: Said['paragraphs']): LetterText {
  return { subject: oneLine(subject), text: `${paragraphs.filter(Boolean).join('\n\n')}\n` };
}
