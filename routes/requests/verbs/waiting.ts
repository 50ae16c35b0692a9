import { PAUSE_REASONS } from '../../../domain/policies/policy.ts';
import {
  askClarification,
  recordClarification,
  undoClarification,
} from '../../../models/subjectRequest/clarification.ts';
import { pauseClocks, resumeClocks, undoPause } from '../../../models/subjectRequest/pause.ts';
import { arrivedAt, doneAt, type Runs, sendingOf } from '../verb.ts';

export const waitingVerbs = {
  'ask-clarification': (call) => {
    const { question } = call.form;
    return askClarification(call.desk, call.by, call.target, { question, sending: sendingOf(call) });
  },
  'record-clarification': (call) => {
    const at = arrivedAt(call, 'clarifiedAt');
    return recordClarification(call.desk, call.by, call.target, { at, note: call.form.note });
  },
  'undo-clarification': ({ desk, by, target, form }) =>
    undoClarification(desk, by, target, { reason: form.reason }),
  pause: (call) => {
    const { desk, by, target, form } = call;
    const reason = PAUSE_REASONS.find((one) => one === form.reason);
    const askedAt = doneAt(call, 'askedAt');
    return pauseClocks(desk, by, target, { reason, askedAt, proof: form.proof });
  },
  resume: (call) => resumeClocks(call.desk, call.by, call.target, { at: arrivedAt(call, 'resumedAt') }),
  'undo-pause': ({ desk, by, target, form }) => undoPause(desk, by, target, { reason: form.reason }),
} satisfies Partial<Runs>;
