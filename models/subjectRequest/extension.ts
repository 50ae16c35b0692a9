import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { Letter } from '../letter.ts';
import { change, type Sending, type Target } from './change.ts';

/** The only grounds of Art. 12(3): the complexity of the request, and the number of requests. */
export const EXTENSION_GROUNDS = ['complexity', 'number', 'both'] as const;
export type ExtensionGround = (typeof EXTENSION_GROUNDS)[number];

/** Decides an extension. It takes effect when its notice has gone out before the first due date ends (DESIGN.md 5). */
export function extendDeadline(
  desk: Desk,
  by: By,
  target: Target,
  input: { ground: ExtensionGround; reason: string; sending: Sending },
) {
  return change(desk, by, target, 'extend', async (it) => {
    if (!input.reason.trim()) throw new RuleViolation('reason-missing', {}, 'reason');
    const letter = await it.write(
      'extension-notice',
      { ground: input.ground, reason: input.reason },
      input.sending,
    );
    await it.record('extension-decided', it.now, {
      about: String(letter.id),
      detail: { ground: input.ground, reason: input.reason },
    });
    it.tell('extension-decided', { ground: input.ground, letter: letter.id });
    if (letter.sentAt) await it.record('extension-notice-sent', letter.sentAt);
  });
}

/** Takes an extension back: the first date stands again. A notice still in the queue does not go. */
export function undoExtension(desk: Desk, by: By, target: Target) {
  return change(desk, by, target, undefined, async (it) => {
    const decided = await it.undo('extension-decided');
    const sent = await Fact.findOne({
      where: { requestId: it.request.id, name: 'extension-notice-sent', undoneAt: null },
    });
    await sent?.update({ undoneAt: it.now });
    await Letter.update({ state: 'cancelled' }, { where: { id: Number(decided.about), state: 'queued' } });
    it.tell('extension-undone');
  });
}
