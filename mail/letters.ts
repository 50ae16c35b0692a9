import { randomUUID } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import { isEmail } from '../domain/email.ts';
import { firstSigns, line } from '../domain/writing.ts';
import type { LetterContext } from '../models/letter/context.ts';
import type { LetterText } from '../models/letter/words.ts';
import type { Letter } from '../models/letter.ts';

/** A letter in the form that the mail server receives. */
export type Message = SendMailOptions & { messageId: string };

/** The sender: MAIL_FROM, and BASE_URL, whose host names our messages. */
export type Sender = { mailFrom: string; baseUrl: string };

/**
 * The message of a letter. Its Message-ID is the same at every attempt, so that a copy sent again after a crash can be
 * recognised. Names and addresses are passed as separate values, never pasted into a header.
 */
export function messageOf(
  sender: Sender,
  letter: Pick<Letter, 'messageId'>,
  context: LetterContext,
  words: LetterText,
): Message {
  const { to, organisation, now, language } = context;
  return {
    messageId: `<${letter.messageId}@${new URL(sender.baseUrl).hostname}>`,
    date: now,
    from: sender.mailFrom,
    to: { name: to.unproven ? '' : headerText(to.name), address: to.address },
    replyTo: isEmail(organisation.replyAddress) ? organisation.replyAddress : undefined,
    subject: headerText(words.subject),
    text: words.text,
    textEncoding: 'quoted-printable', // keeps long lines and every sign as they are
    headers: {
      'Auto-Submitted': 'auto-generated', // RFC 3834: no holiday notice answers it
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': language,
    },
  };
}

/** One line without invisible characters, no longer than a header should be. */
const headerText = (text: string): string => firstSigns(line(text), 200);

/** A short test letter that belongs to no request. */
export const trialMessage = ({ mailFrom, baseUrl }: Sender, to: string, date: Date): Message => ({
  messageId: `<${randomUUID()}@${new URL(baseUrl).hostname}>`,
  date,
  from: mailFrom,
  to,
  subject: 'Rightsdesk: a trial letter',
  text: `This letter shows that ${baseUrl} can send mail. Nobody needs to do anything.\n`,
  headers: { 'Auto-Submitted': 'auto-generated' },
});
