import { PAUSE_REASONS } from '../../../domain/policies/policy.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import {
  askClarification,
  recordClarification,
  undoClarification,
} from '../../../models/subjectRequest/clarification.ts';
import { pauseClocks, resumeClocks, undoPause } from '../../../models/subjectRequest/pause.ts';
import { arrivedAt, doneAt, SENDING_FIELDS, sendingOf, verb } from '../verb.ts';

export const waitingVerbs = [
  verb({
    name: 'ask-clarification',
    fields: ['question', ...SENDING_FIELDS],
    run: (call) => {
      const { question } = call.form;
      return askClarification(call.desk, call.by, call.target, { question, sending: sendingOf(call) });
    },
  }),
  verb({
    name: 'record-clarification',
    fields: ['clarifiedAt', 'clarifiedAtTime', 'note'],
    run: (call) => {
      const at = arrivedAt(call, 'clarifiedAt');
      return recordClarification(call.desk, call.by, call.target, { at, note: call.form.note });
    },
  }),
  verb({
    name: 'undo-clarification',
    fields: ['reason'],
    run: ({ desk, by, target, form }) => undoClarification(desk, by, target, { reason: form.reason }),
  }),
  verb({
    name: 'pause',
    fields: ['reason', 'askedAt', 'askedAtTime', 'proof'],
    run: (call) => {
      const { desk, by, target, form } = call;
      const reason = PAUSE_REASONS.find((one) => one === form.reason);
      if (!reason) throw new RuleViolation('pause-reason-missing', {}, 'reason');
      const askedAt = doneAt(call, 'askedAt');
      return pauseClocks(desk, by, target, { reason, askedAt, proof: form.proof });
    },
  }),
  verb({
    name: 'resume',
    fields: ['resumedAt', 'resumedAtTime'],
    run: (call) => resumeClocks(call.desk, call.by, call.target, { at: arrivedAt(call, 'resumedAt') }),
  }),
  verb({
    name: 'undo-pause',
    fields: ['reason'],
    run: ({ desk, by, target, form }) => undoPause(desk, by, target, { reason: form.reason }),
  }),
];
