/** A process of its own that does one verb after the other as it is told: what two of them do at once, two servers do. */
import { readSettings } from '../../config.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { answer } from '../../models/subjectRequest/answer.ts';
import { assign } from '../../models/subjectRequest/assignment.ts';
import {
  askClarification,
  recordClarification,
  undoClarification,
} from '../../models/subjectRequest/clarification.ts';
import { close } from '../../models/subjectRequest/closure.ts';
import { correctReceipt } from '../../models/subjectRequest/correctReceipt.ts';
import { extendDeadline, undoExtension } from '../../models/subjectRequest/extension.ts';
import { cancelClock, fulfil, undoFulfilment } from '../../models/subjectRequest/fulfilment.ts';
import { askIdentity, confirmIdentity, rejectIdentity } from '../../models/subjectRequest/identity.ts';
import { confirmMailbox } from '../../models/subjectRequest/mailbox.ts';
import { leaveMessage } from '../../models/subjectRequest/message.ts';
import { leaveNote } from '../../models/subjectRequest/note.ts';
import { pauseClocks, resumeClocks, undoPause } from '../../models/subjectRequest/pause.ts';
import { receiveRequest } from '../../models/subjectRequest/receive.ts';
import { refuse } from '../../models/subjectRequest/refusal.ts';
import { reopen } from '../../models/subjectRequest/reopening.ts';
import { withdraw } from '../../models/subjectRequest/withdrawal.ts';
import { openDesk } from '../../openDesk.ts';

const VERBS = {
  answer,
  askClarification,
  askIdentity,
  assign,
  cancelClock,
  close,
  confirmIdentity,
  confirmMailbox,
  correctReceipt,
  extendDeadline,
  fulfil,
  leaveMessage,
  leaveNote,
  pauseClocks,
  receiveRequest,
  recordClarification,
  refuse,
  rejectIdentity,
  reopen,
  resumeClocks,
  undoClarification,
  undoExtension,
  undoFulfilment,
  undoPause,
  withdraw,
};

export type Verb = keyof typeof VERBS;
/** A verb, what it takes after the desk, and the moment that it is. */
export type Order = { verb: Verb; args: unknown[]; now: Date };

const desk = await openDesk(readSettings());
process.on('message', async ({ verb, args, now }: Order) => {
  process.send?.('begun');
  const act = VERBS[verb] as (...all: unknown[]) => Promise<unknown>;
  try {
    await act({ ...desk, clock: () => now }, ...args);
    process.send?.('done');
  } catch (error) {
    process.send?.(error instanceof RuleViolation ? error.code : String(error));
  }
});
process.send?.('ready');
