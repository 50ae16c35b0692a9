import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from './change.ts';

/** Keeps a colleague's note with the request, under its key. The person does not see it; an access request may. */
export function leaveNote(desk: Desk, by: By, target: Target, input: { text: string }) {
  return change(desk, by, target, 'note', async (it) => {
    if (!input.text.trim()) throw new RuleViolation('note-missing', {}, 'note');
    const content = Buffer.from(input.text);
    const [attachment = null] = await it.keep('note-text', [
      { name: 'note.txt', mediaType: 'text/plain', content },
    ]);
    it.tell('noted', { attachment });
  });
}
