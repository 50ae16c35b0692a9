import { DECISIONS } from '../../../domain/lifecycle/letterEffects.ts';
import { EXTENSION_GROUNDS, REFUSAL_SCOPES } from '../../../domain/lifecycle/vocabulary.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import { answer } from '../../../models/subjectRequest/answer.ts';
import { endRest } from '../../../models/subjectRequest/endRest.ts';
import { extendDeadline, undoExtension } from '../../../models/subjectRequest/extension.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import { sendAnswerAgain } from '../../../models/subjectRequest/sendAnswerAgain.ts';
import { undoDecision } from '../../../models/subjectRequest/undoDecision.ts';
import { saveWorksheet } from '../../../models/subjectRequest/worksheet.ts';
import { contentsTold } from '../../../views/contents/told.ts';
import { wholeNumber } from '../../middleware/text.ts';
import { type Runs, sendingOf } from '../verb.ts';

export const decisionVerbs = {
  extend: (call) => {
    const ground = EXTENSION_GROUNDS.find((one) => one === call.form.ground);
    const { until, reason } = call.form;
    const sending = sendingOf(call);
    return extendDeadline(call.desk, call.by, call.target, { ground, until, reason, sending });
  },
  'undo-extension': ({ desk, by, target, form }) => undoExtension(desk, by, target, { reason: form.reason }),
  'undo-decision': ({ desk, by, target, form }) => {
    const decision = DECISIONS.find((one) => one === form.decision);
    if (!decision) throw new RuleViolation('nothing-to-undo');
    return undoDecision(desk, by, target, decision, { reason: form.reason });
  },
  answer: (call) => {
    const { text, nothingHeld, unconfirmed, incomplete, followsOn } = call.form;
    const words = { text, nothingHeld, unconfirmed, incomplete, followsOn };
    const typed = wholeNumber.parse(call.form.typed);
    const given = { ...words, typed, sending: sendingOf(call), wording: contentsTold };
    const others = call.form.with.split(' ').filter(Boolean);
    return answer(call.desk, call.by, call.target, { ...given, with: others });
  },
  'end-rest': (call) => {
    const { reason } = call.form;
    return endRest(call.desk, call.by, call.target, { reason, sending: sendingOf(call) });
  },
  'send-answer-again': ({ desk, by, target }) => sendAnswerAgain(desk, by, target),
  worksheet: ({ desk, by, target, form }) => saveWorksheet(desk, by, target, form),
  refuse: (call) => {
    const scope = REFUSAL_SCOPES.find((one) => one === call.form.scope);
    const { ground, reason } = call.form;
    return refuse(call.desk, call.by, call.target, { scope, ground, reason, sending: sendingOf(call) });
  },
} satisfies Partial<Runs>;
