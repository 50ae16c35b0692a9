import { randomUUID } from 'node:crypto';
import { isEmail } from '../domain/email.ts';
import { firstSigns, line } from '../domain/writing.ts';
import type { Mailer } from './delivery.ts';

/** What a rehearsal may say of a mail: there is no place for a recipient. */
export type MailToOneself = { subject: string; text: string };

/**
 * Sends a mail of a rehearsal to the user who rehearses, and to nobody else: the message is made anew, with that one recipient and nothing
 * that the rehearsal named, neither copies nor an address for replies. Nothing is sent to what is no single address.
 */
export async function sendToOneself(
  { transport, sender }: Mailer,
  own: string,
  { subject, text }: MailToOneself,
  now: Date,
): Promise<void> {
  if (!isEmail(own)) return;
  await transport.send({
    messageId: `<${randomUUID()}@${new URL(sender.baseUrl).hostname}>`,
    date: now,
    from: sender.mailFrom,
    to: { name: '', address: own },
    subject: firstSigns(line(String(subject)), 200),
    text: String(text),
    textEncoding: 'quoted-printable',
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  });
}
