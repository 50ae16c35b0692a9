import { replyOf } from '../../domain/deadlines/reply.ts';
import { isLate } from '../../domain/deadlines/urgency.ts';
import { isPerhapsEmpty, TEMPLATE_FIELDS, type TemplateField } from '../../domain/letters/parts.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import { isolated, type Wording } from '../i18n.ts';
import { wordedOf } from '../requests/words.ts';
import { citedIn } from '../writing.ts';
import { clientOf, nameIn } from './named.ts';
import type { Pen } from './pen.ts';

/** The words of each field of a template, and what is said where there are none. A date that is over is no promise. */
export function fieldsOf(
  context: LetterContext,
  pen: Pen,
): Record<TemplateField, { words: string; otherwise: string }> {
  const { requests, organisation, now, governed, reply, decidedBy } = context;
  const [first] = requests;
  const due = reply ?? replyOf(first?.deadlines ?? []);
  const authority = governed?.recourse.authority;
  const words: Record<TemplateField, string | undefined> = {
    reference: requests.map(({ reference }) => reference).join(', '),
    right: [...new Set(requests.map(({ right }) => pen.right(right)))].join(', '),
    article: articleIn(first, pen),
    received: first && (first.receivedByDay ? pen.day(first.receivedAt) : pen.moment(first.receivedAt)),
    today: pen.day(now),
    due: due && !isLate(due, now) ? pen.due(due) : '',
    name: nameIn(context),
    client: clientOf(context),
    organisation: organisation.name,
    replyAddress: organisation.replyAddress,
    authority: authority && wordedOf(authority.name, pen.language),
    decidedBy,
  };
  const each = TEMPLATE_FIELDS.map((name) => [
    name,
    { words: isolated(words[name] ?? ''), otherwise: otherwiseIn(pen, name, organisation.name) },
  ]);
  return Object.fromEntries(each);
}

/** The article that gives the right, as its law is cited in the reader's language. */
const articleIn = (request: LetterContext['requests'][number] | undefined, { language }: Pen) =>
  request?.article && (request.article[language] ?? citedIn(request.article.en, language));

/** What a letter says where it has no words for a field: "without undue delay" for a date that there is none of. */
export const otherwiseIn = ({ t }: Wording, field: TemplateField, organisation: string): string =>
  isPerhapsEmpty(field) ? t(`letters:otherwise.${field}`, { organisation }) : '';
