/** A separate process that runs one act after another as it is told: two of them stand for two servers. */
import { readSettings } from '../../config.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { useCode } from '../../models/code/codes.ts';
import type { Desk } from '../../models/desk.ts';
import { addDraftFiles, forgetDrafts, removeDraftFile, saveAnswers } from '../../models/draft/drafts.ts';
import { sendDraft } from '../../models/draft/send.ts';
import { claimLetter, recordPosting } from '../../models/letter/deliveries.ts';
import { retryLetter } from '../../models/letter/outbox.ts';
import { changeOrganisation } from '../../models/organisation/change.ts';
import { createOrganisation, ensureFirstOrganisation } from '../../models/organisation/create.ts';
import { declareDay, withdrawDay } from '../../models/organisation/declaredDays.ts';
import { overrideClock } from '../../models/organisation/overrides.ts';
import { addPolicy } from '../../models/organisation/policyList.ts';
import { syncPolicies } from '../../models/policy/sync.ts';
import { saveSession } from '../../models/session.ts';
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
import { acceptInvitation } from '../../models/user/acceptance.ts';
import { firstAccountLink, makeFirstAccount } from '../../models/user/firstAccount.ts';
import { invitationLink, inviteUser } from '../../models/user/invite.ts';
import { changeRole, removeMember } from '../../models/user/members.ts';
import { passwordResetLink, setPassword } from '../../models/user/setPassword.ts';
import { whileUnchanged } from '../../models/user/signIn.ts';
import type { User } from '../../models/user.ts';
import { openDesk } from '../../process/openDesk.ts';
import { answer } from './answering.ts';

const VERBS = {
  acceptInvitation,
  addPolicy,
  addDraftFiles,
  answer,
  askClarification,
  askIdentity,
  assign,
  cancelClock,
  changeOrganisation,
  changeRole,
  claimLetter: async (desk: Desk) => Boolean(await claimLetter(desk, desk.clock())),
  close,
  confirmIdentity,
  confirmMailbox,
  correctReceipt,
  createOrganisation,
  declareDay,
  ensureFirstOrganisation,
  extendDeadline,
  firstAccountLink,
  forgetDrafts,
  fulfil,
  invitationLink,
  inviteUser,
  keepLogIn: (desk: Desk, user: User, token: string) =>
    whileUnchanged(desk, user, () => saveSession(desk, token, { userId: user.id })),
  leaveMessage,
  leaveNote,
  makeFirstAccount,
  overrideClock,
  passwordResetLink,
  pauseClocks,
  receiveRequest,
  recordClarification,
  recordPosting,
  refuse,
  rejectIdentity,
  removeDraftFile,
  removeMember,
  reopen,
  resumeClocks,
  retryLetter,
  saveAnswers,
  sendDraft,
  setPassword,
  syncPolicies: (desk: Desk, packs: PolicyPack[]) => syncPolicies({ ...desk, packs }),
  undoClarification,
  undoExtension,
  undoFulfilment,
  undoPause,
  useCode: async (...given: Parameters<typeof useCode>) => (await useCode(...given)) === 'right',
  withdraw,
  withdrawDay,
};

export type Verb = keyof typeof VERBS;
/** An act, its arguments after the desk, and the time. */
export type Order = { verb: Verb; args: unknown[]; now: Date };

const desk = await openDesk(readSettings());
process.on('message', async ({ verb, args, now }: Order) => {
  process.send?.('begun');
  const act = VERBS[verb] as (...all: unknown[]) => Promise<unknown>;
  try {
    const gives = await act({ ...desk, clock: () => now }, ...args);
    process.send?.(gives === false ? 'no' : 'done');
  } catch (error) {
    process.send?.(error instanceof RuleViolation ? error.code : String(error));
  }
});
process.send?.('ready');
