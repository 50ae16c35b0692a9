import { PAUSE_REASONS } from '../../../domain/policies/policy.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import {
  askClarification,
  recordClarification,
  undoClarification,
} from '../../../models/subjectRequest/clarification.ts';
import { pauseClocks, resumeClocks, undoPause } from '../../../models/subjectRequest/pause.ts';
import { momentOf, SENDING_FIELDS, sendingOf, verb } from '../verb.ts';

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
    run: ({ desk, by, target, form, zone }) => {
      const at = momentOf(form.clarifiedAt, form.clarifiedAtTime, zone, 'clarifiedAt');
      return recordClarification(desk, by, target, { at, note: form.note });
    },
  }),
  verb({
    name: 'undo-clarification',
    fields: [],
    run: ({ desk, by, target }) => undoClarification(desk, by, target),
  }),
  verb({
    name: 'pause',
    fields: ['reason', 'askedAt', 'askedAtTime', 'proof'],
    run: ({ desk, by, target, form, zone }) => {
      const reason = PAUSE_REASONS.find((one) => one === form.reason);
      if (!reason) throw new RuleViolation('pause-reason-missing', {}, 'reason');
      const askedAt = momentOf(form.askedAt, form.askedAtTime, zone, 'askedAt');
      return pauseClocks(desk, by, target, { reason, askedAt, proof: form.proof });
    },
  }),
  verb({
    name: 'resume',
    fields: ['resumedAt', 'resumedAtTime'],
    run: ({ desk, by, target, form, zone }) => {
      const at = momentOf(form.resumedAt, form.resumedAtTime, zone, 'resumedAt');
      return resumeClocks(desk, by, target, { at });
    },
  }),
  verb({
    name: 'undo-pause',
    fields: [],
    run: ({ desk, by, target }) => undoPause(desk, by, target),
  }),
];
