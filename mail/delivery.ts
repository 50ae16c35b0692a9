import { isEmail } from '../domain/email.ts';
import type { LetterContext } from '../models/letter/context.ts';
import type { Failure } from '../models/letter/deliveries.ts';
import type { LetterText } from '../models/letter/words.ts';
import type { Letter } from '../models/letter.ts';
import { masked, wordsOf } from '../views/letters/wordsOf.ts';
import type { Hearing } from './conversation.ts';
import { NotAccepted } from './failure.ts';
import { messageOf, type Sender } from './letters.ts';
import { mailServerAt } from './server.ts';
import { smtpTransport, type Transport } from './transport.ts';

/** The mail server, and the sender of its letters. */
export type Mailer = { transport: Transport; sender: Sender };

/**
 * The result for one letter: accepted, with the words to keep (every secret masked); not accepted; or without an address.
 */
export type Delivered = { kept: LetterText } | { failure: Failure } | { noAddress: true };

/**
 * Writes one letter from its context and sends it. Delivery is at least once: after a crash between the server's
 * acceptance and our record of it, the letter is sent again with the same Message-ID.
 */
export async function deliver(
  { transport, sender }: Mailer,
  letter: Pick<Letter, 'messageId'>,
  context: LetterContext,
  { hearing, leave }: { hearing?: Hearing; leave?: AbortSignal } = {},
): Promise<Delivered> {
  if (!isEmail(context.to.address)) return { noAddress: true };
  const words = wordsOf(context);
  try {
    await transport.send(messageOf(sender, letter, context, words), hearing, leave);
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error;
    return { failure: error.failure };
  }
  return { kept: masked(words, context.secrets) };
}

/** The mailer that the settings name, or undefined: without SMTP_URL letters stay in the outbox. */
export function mailerOf({ smtpUrl, smtpInsecure, ...sender }: MailSettings): Mailer | undefined {
  if (!smtpUrl) return undefined;
  const server = mailServerAt(smtpUrl, smtpInsecure ? 'inClear' : 'required');
  return { transport: smtpTransport(server), sender };
}

type MailSettings = Sender & { smtpUrl?: string; smtpInsecure?: boolean };
