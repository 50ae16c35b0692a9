import { RuleViolation } from '../../../domain/ruleViolation.ts';
import { answer } from '../../../models/subjectRequest/answer.ts';
import {
  EXTENSION_GROUNDS,
  extendDeadline,
  undoExtension,
} from '../../../models/subjectRequest/extension.ts';
import { REFUSAL_SCOPES, refuse } from '../../../models/subjectRequest/refusal.ts';
import { SENDING_FIELDS, sendingOf, verb } from '../verb.ts';

export const decisionVerbs = [
  verb({
    name: 'extend',
    fields: ['ground', 'reason', ...SENDING_FIELDS],
    run: (call) => {
      const ground = EXTENSION_GROUNDS.find((one) => one === call.form.ground);
      if (!ground) throw new RuleViolation('extension-ground-missing', {}, 'ground');
      const { reason } = call.form;
      return extendDeadline(call.desk, call.by, call.target, { ground, reason, sending: sendingOf(call) });
    },
  }),
  verb({
    name: 'undo-extension',
    fields: [],
    run: ({ desk, by, target }) => undoExtension(desk, by, target),
  }),
  verb({
    name: 'answer',
    fields: ['text', 'nothingHeld', ...SENDING_FIELDS],
    files: true,
    run: (call) => {
      const { text, nothingHeld } = call.form;
      const { files } = call;
      return answer(call.desk, call.by, call.target, { text, nothingHeld, files, sending: sendingOf(call) });
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
