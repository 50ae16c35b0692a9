import { LETTERS_WITHOUT_NAME } from '../../domain/lifecycle/identity.ts';
import { firstSigns, line } from '../../domain/writing.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import type { Pen } from './pen.ts';

/** Whether a letter may name the person; on paper the address does so already. */
const isNamed = ({ kind, channel, to }: LetterContext): boolean =>
  to.name !== '' && (channel === 'post' || !(to.unproven || LETTERS_WITHOUT_NAME.includes(kind)));

/** The name of whom the letter is to, shortened; empty where it may not say it. */
export const nameIn = (context: LetterContext): string =>
  isNamed(context) ? firstSigns(line(context.to.name), 100) : '';

/** The person whose data it is, if somebody else made the request and the letter may contain names. */
export const clientOf = (context: LetterContext): string =>
  isNamed(context) ? line(context.requests[0]?.client ?? '').slice(0, 100) : '';

/**
 * Who the request is for: by name, or without one to a mailbox that may be somebody else's. Empty if the person asks for themselves.
 */
export const forWhom = (context: LetterContext, { t }: Pen): string =>
  context.requests[0]?.client ? clientOf(context) || t('letters:sheet.someone') : '';

/** The greeting that staff wrote, or else "Dear Ada Example,"; without a name to a mailbox that may be somebody else's. */
export function greetingOf(context: LetterContext, { t }: Pen): string {
  const { data } = context;
  if (data.greeting) return line(data.greeting);
  const name = nameIn(context);
  return name ? t('letters:sheet.dear', { name }) : t('letters:sheet.hello');
}
