import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/deliveries.ts';
import { answer } from './answer.ts';
import { clarificationRequest } from './clarificationRequest.ts';
import { code } from './code.ts';
import { escalation } from './escalation.ts';
import { extensionNotice } from './extensionNotice.ts';
import { givingUp } from './givingUp.ts';
import { identityRejected } from './identityRejected.ts';
import { identityRequest } from './identityRequest.ts';
import { overdueDigest } from './overdueDigest.ts';
import { receipt } from './receipt.ts';
import { refusal } from './refusal.ts';
import { reminder } from './reminder.ts';
import { withdrawalReceipt } from './withdrawalReceipt.ts';

/** The words of any letter, from what it may say. */
export function wordsOf(context: LetterContext): LetterText {
  switch (context.kind) {
    case 'receipt':
      return receipt(context);
    case 'identity-request':
      return identityRequest(context);
    case 'identity-rejected':
      return identityRejected(context);
    case 'clarification-request':
      return clarificationRequest(context);
    case 'extension-notice':
      return extensionNotice(context);
    case 'answer':
      return answer(context);
    case 'refusal':
      return refusal(context);
    case 'giving-up':
      return givingUp(context);
    case 'withdrawal-receipt':
      return withdrawalReceipt(context);
    case 'status-code':
      return code(context, 'status');
    case 'answer-code':
      return code(context, 'answer');
    case 'reminder':
      return reminder(context);
    case 'escalation':
      return escalation(context);
    case 'overdue-digest':
      return overdueDigest(context);
  }
}

/** The same words with every secret covered: for the outbox, and for the copy that is kept. */
export function masked(words: LetterText, secrets: readonly string[]): LetterText {
  const cover = (text: string) => secrets.reduce((left, secret) => left.replaceAll(secret, '•••'), text);
  return { subject: cover(words.subject), text: cover(words.text) };
}
