import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText, PaperTable } from '../../models/letter/words.ts';
import { answer, answerAgain } from './answer.ts';
import { arrival, arrivalsDigest } from './arrival.ts';
import { clarificationRequest } from './clarificationRequest.ts';
import { clientNotice } from './clientNotice.ts';
import { code } from './code.ts';
import { escalation } from './escalation.ts';
import { extensionNotice, isLapsed } from './extensionNotice.ts';
import { givingUp } from './givingUp.ts';
import { identityRejected } from './identityRejected.ts';
import { identityRequest } from './identityRequest.ts';
import { invitation } from './invitation.ts';
import { mailboxReminder } from './mailboxReminder.ts';
import { message } from './message.ts';
import { messageNotice } from './messageNotice.ts';
import { messageReceipt } from './messageReceipt.ts';
import { overdueDigest } from './overdueDigest.ts';
import { receipt } from './receipt.ts';
import { refusal } from './refusal.ts';
import { rehearsed } from './rehearsed.ts';
import { reminder } from './reminder.ts';
import { restEnded } from './restEnded.ts';
import { restoreNotice } from './restoreNotice.ts';
import { taskCode, taskLate, taskNotice, taskReminder, taskWithdrawn } from './task.ts';
import {
  transmissionCode,
  transmissionDeclined,
  transmissionNotice,
  transmissionTold,
} from './transmission.ts';
import { undeliveredNotice } from './undeliveredNotice.ts';
import { withdrawalReceipt } from './withdrawalReceipt.ts';

/** The words of any letter, from its context. Those of a rehearsal say so. */
export const wordsOf = (context: LetterContext): LetterText =>
  context.isRehearsal ? rehearsed(wordsByKind(context), context.language) : wordsByKind(context);

function wordsByKind(context: LetterContext): LetterText {
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
    case 'answer-again':
      return answerAgain(context);
    case 'rest-ended':
      return restEnded(context);
    case 'refusal':
      return refusal(context);
    case 'giving-up':
      return givingUp(context);
    case 'mailbox-reminder':
      return mailboxReminder(context);
    case 'withdrawal-receipt':
      return withdrawalReceipt(context);
    case 'client-notice':
      return clientNotice(context);
    case 'message':
      return message(context);
    case 'message-receipt':
      return messageReceipt(context);
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
    case 'invitation':
      return invitation(context);
    case 'undelivered-notice':
      return undeliveredNotice(context);
    case 'arrival':
      return arrival(context);
    case 'arrivals-digest':
      return arrivalsDigest(context);
    case 'task-notice':
      return taskNotice(context);
    case 'task-reminder':
      return taskReminder(context);
    case 'task-late':
      return taskLate(context);
    case 'task-withdrawn':
      return taskWithdrawn(context);
    case 'task-code':
      return taskCode(context);
    case 'restore-notice':
      return restoreNotice(context);
    case 'transmission-notice':
      return transmissionNotice(context);
    case 'transmission-code':
      return transmissionCode(context);
    case 'transmission-told':
      return transmissionTold(context);
    case 'transmission-declined':
      return transmissionDeclined(context);
    case 'message-notice':
      return messageNotice(context);
  }
}

/** The same words with every secret masked: for the outbox, and for the stored copy. */
export function masked({ subject, text, sheet }: LetterText, secrets: readonly string[]): LetterText {
  const cover = (words: string) => secrets.reduce((left, secret) => left.replaceAll(secret, '•••'), words);
  const covered = { subject: cover(subject), text: cover(text) };
  const coverPart = (part: string | PaperTable): string | PaperTable =>
    typeof part === 'string'
      ? cover(part)
      : {
          ...part,
          paragraphs: part.paragraphs.map(cover),
          rows: part.rows.map(([label, words]) => [cover(label), cover(words)]),
        };
  return sheet ? { ...covered, sheet: { ...sheet, body: sheet.body.map(coverPart) } } : covered;
}

/** The words of a letter to store: with every secret masked; undefined for a notice that lapsed before it was sent. */
export const wordsToKeep = (context: LetterContext): LetterText | undefined =>
  isLapsed(context) ? undefined : masked(wordsOf(context), context.secrets);
