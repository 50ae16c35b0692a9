import type { PromiseEnding } from '../lifecycle/vocabulary.ts';
import { type Deadline, hasEnded } from './deadline.ts';
import { isRest } from './rest.ts';

/**
 * Whether an answer or a refusal meets this clock: `reply` in every pack (Art. 12(3)), or `reply-...` for a right whose answer
 * has another period, such as `reply-to-withdrawal` (Art. 7(3)). Other promises are met by `fulfil`.
 */
export const isReply = ({ clock }: Pick<Deadline, 'clock'>): boolean =>
  clock === 'reply' || clock.startsWith('reply-');

/**
 * The reply under the present policy, not one that a former policy promised beside it. Where the present policy has none, such
 * as that of a processor who passes requests on, it is the last that a former one promised: that stays owed.
 */
export const replyOf = <D extends Pick<Deadline, 'clock' | 'former'>>(
  deadlines: readonly D[],
): D | undefined => {
  const replies = deadlines.filter(isReply);
  return replies.find(({ former }) => !former) ?? replies.at(-1);
};

/**
 * The reply that is owed first, whichever policy promised it: it decides whether an answer is late. Promised by 29 December
 * under one policy and by 13 January under the next, it is due on 29 December.
 */
export function firstReplyOf<D extends Pick<Deadline, 'clock' | 'former' | 'state' | 'lateAt'>>(
  deadlines: readonly D[],
): D | undefined {
  const owed = deadlines.filter((one) => isReply(one) && one.state !== 'cancelled' && one.lateAt);
  return owed.sort((a, b) => Number(a.lateAt) - Number(b.lateAt))[0] ?? replyOf(deadlines);
}

/**
 * Whether a promise can be ended by itself: recorded as kept, or cancelled with a reason. Not an advisory row, and not the
 * reply, which an answer or a refusal meets, nor the announced rest of an answer, which ends by a letter. A reply that a former
 * policy promised can be cancelled.
 */
export const canBeEnded = (
  { clock, advisory, state, former }: Pick<Deadline, 'clock' | 'advisory' | 'state' | 'former'>,
  act: PromiseEnding,
): boolean =>
  !advisory &&
  !hasEnded({ state }) &&
  !isRest({ clock }) &&
  (!isReply({ clock }) || (act === 'cancel-clock' && former === true));
