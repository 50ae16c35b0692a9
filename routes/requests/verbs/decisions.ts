import { DECISIONS } from '../../../domain/lifecycle/letterEffects.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import { answer } from '../../../models/subjectRequest/answer.ts';
import {
  EXTENSION_GROUNDS,
  extendDeadline,
  undoExtension,
} from '../../../models/subjectRequest/extension.ts';
import { REFUSAL_SCOPES, refuse } from '../../../models/subjectRequest/refusal.ts';
import { undoDecision } from '../../../models/subjectRequest/undoDecision.ts';
import { SENDING_FIELDS, sendingOf, verb } from '../verb.ts';

export const decisionVerbs = [
  verb({
    name: 'extend',
    fields: ['ground', 'until', 'reason', ...SENDING_FIELDS],
    run: (call) => {
      const ground = EXTENSION_GROUNDS.find((one) => one === call.form.ground);
      const { until, reason } = call.form;
      const sending = sendingOf(call);
      return extendDeadline(call.desk, call.by, call.target, { ground, until, reason, sending });
    },
  }),
  verb({
    name: 'undo-extension',
    fields: ['reason'],
    run: ({ desk, by, target, form }) => undoExtension(desk, by, target, { reason: form.reason }),
  }),
  verb({
    name: 'undo-decision',
    fields: ['decision', 'reason'],
    run: ({ desk, by, target, form }) => {
      const decision = DECISIONS.find((one) => one === form.decision);
      if (!decision) throw new RuleViolation('nothing-to-undo');
      return undoDecision(desk, by, target, decision, { reason: form.reason });
    },
  }),
  verb({
    name: 'answer',
    fields: ['unconfirmed', 'with', 'text', 'nothingHeld', ...SENDING_FIELDS],
    files: true,
    run: (call) => {
      const { text, nothingHeld, unconfirmed } = call.form;
      const given = { text, nothingHeld, unconfirmed, files: call.files, sending: sendingOf(call) };
      const others = call.form.with.split(' ').filter(Boolean);
      return answer(call.desk, call.by, call.target, { ...given, with: others });
    },
  }),
  verb({
    name: 'refuse',
    fields: ['scope', 'ground', 'reason', ...SENDING_FIELDS],
    run: (call) => {
      const scope = REFUSAL_SCOPES.find((one) => one === call.form.scope);
      if (!scope) throw new RuleViolation('scope-missing', {}, 'scope');
      const { ground, reason } = call.form;
      return refuse(call.desk, call.by, call.target, { scope, ground, reason, sending: sendingOf(call) });
    },
  }),
];
