import type { VerbName } from '../../domain/lifecycle/verbs.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';

type Needed = Partial<Record<string, string>>;

const REASON = { reason: 'reason-missing' };

/**
 * What each form cannot do without, with what is said of a field that was left empty. The models ask the same, one after the other: from
 * here whoever left several empty is told of all at once.
 */
const NEEDED: Partial<Record<VerbName, Needed>> = {
  'confirm-identity': { method: 'method-missing' },
  'ask-identity': { doubt: 'reason-missing', needed: 'needed-missing' },
  'reject-identity': REASON,
  'ask-clarification': { question: 'question-missing' },
  'record-clarification': { clarifiedAt: 'date-missing' },
  pause: { reason: 'pause-reason-missing', askedAt: 'date-missing', proof: 'proof-missing' },
  resume: { resumedAt: 'date-missing' },
  extend: REASON,
  fulfil: { done: 'what-was-done-missing', doneAt: 'date-missing' },
  'cancel-clock': REASON,
  answer: { text: 'text-missing' },
  refuse: { scope: 'scope-missing', ground: 'ground-missing', ...REASON },
  'write-message': { text: 'message-missing' },
  'record-reply': { repliedOn: 'date-missing', channel: 'channel-missing' },
  'reject-reply': { wait: 'wait-missing', ...REASON },
  reopen: { scope: 'scope-missing', ...REASON },
  'correct-person': REASON,
  'correct-right': { right: 'rights-missing', ...REASON },
  'correct-receipt': { receivedOn: 'date-missing', ...REASON },
  'change-policy': REASON,
  'record-return': { returnedOn: 'date-missing', known: 'known-missing' },
  'set-aside-return': REASON,
};

/** Of a letter to the person: how it leaves, and of one that was posted when and what proves it. */
const needsOfSending = ({ sending }: Record<string, string>): Needed =>
  sending === 'post' ? { postedOn: 'date-missing', proof: 'proof-missing' } : { sending: 'sending-missing' };

/** Everything that was left empty in a form that was refused. */
export function leftEmpty(verb: VerbName, form: Record<string, string>): RuleViolation[] {
  const needed = { ...NEEDED[verb], ...('sending' in form ? needsOfSending(form) : {}) };
  return Object.entries(needed).flatMap(([field, code]) =>
    form[field]?.trim() || !code ? [] : [new RuleViolation(code, {}, field)],
  );
}
