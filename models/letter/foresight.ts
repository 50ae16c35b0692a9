import type { Deadline, Facts } from '../../domain/deadlines/deadline.ts';
import { promisesOf } from '../../domain/deadlines/keptPromises.ts';
import { replyOf } from '../../domain/deadlines/reply.ts';
import type { LetterKind } from '../../domain/lifecycle/vocabulary.ts';
import type { PauseReason } from '../../domain/policies/policy.ts';
import type { Desk } from '../desk.ts';
import { countingOf, factSheetOf } from '../subjectRequest/recompute.ts';
import type { SubjectRequest } from '../subjectRequest.ts';

/**
 * The deadline of the answer as it will be once this letter has gone out: extended by a notice, or paused by a
 * question. The letter states that date.
 */
export async function replyOnceSent(
  desk: Desk,
  request: SubjectRequest,
  kind: LetterKind,
  now: Date,
): Promise<Deadline | undefined> {
  const { facts } = await factSheetOf(request);
  return replyOf(promisesOf({ ...countingOf(desk, request), facts: onceSent(facts, kind, now) }));
}

/** The facts as they will be once a letter of a kind has gone out. */
export function onceSent(facts: Facts, kind: LetterKind, now: Date): Facts {
  switch (kind) {
    case 'extension-notice':
      return { ...facts, extensionNoticeSentAt: facts.extensionNoticeSentAt ?? now };
    case 'identity-request':
      return asking(facts, 'identity', now);
    case 'clarification-request':
      return asking(facts, 'clarification', now);
    default:
      return facts;
  }
}

/** A second question while the first is unanswered starts no second pause. */
function asking(facts: Facts, reason: PauseReason, now: Date): Facts {
  const open = facts.pauses.some((pause) => pause.reason === reason && !pause.answeredAt);
  return open ? facts : { ...facts, pauses: [...facts.pauses, { reason, askedAt: now }] };
}
