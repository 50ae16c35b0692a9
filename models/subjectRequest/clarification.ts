import { needed } from '../../domain/lifecycle/needed.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from './change.ts';
import type { Sending } from './changeTools.ts';
import { decide } from './decide.ts';

/** Asks what the request is about (recital 63). The pause, if the pack allows one, begins when the letter is sent. */
export function askClarification(
  desk: Desk,
  by: By,
  target: Target,
  input: { question: string; sending: Sending },
) {
  return change(desk, by, target, 'ask-clarification', async (it) => {
    const question = needed('ask-clarification', 'question', input.question);
    await decide(it, 'clarification-request-decided', { letter: { question }, sending: input.sending });
  });
}

/** Records that the person clarified their request, and when that reached the organisation. */
export function recordClarification(desk: Desk, by: By, target: Target, input: { at: Date; note: string }) {
  return change(desk, by, target, 'record-clarification', async (it) => {
    if (input.at > it.now) throw new RuleViolation('in-the-future', {}, 'clarifiedAt');
    const { pauses } = it.sheet.facts;
    const asked = pauses.find(({ reason, answeredAt }) => reason === 'clarification' && !answeredAt);
    if (asked && input.at < asked.askedAt) throw new RuleViolation('before-pause', {}, 'clarifiedAt');
    await it.record('clarified', input.at, { detail: { note: input.note } });
    it.tell('clarified', { at: input.at.toISOString() });
  });
}

/** Undoes the record that the person had answered. */
export function undoClarification(desk: Desk, by: By, target: Target, { reason }: { reason?: string } = {}) {
  return change(desk, by, target, 'undo-clarification', async (it) => {
    await it.undo('undo-clarification', { reason });
    it.tell('clarification-undone');
  });
}
