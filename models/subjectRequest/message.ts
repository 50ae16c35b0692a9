import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { IncomingFile } from '../attachment/store.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from './change.ts';

/** A message of the person through the status page. While identity is asked for, files are evidence of it. */
export function leaveMessage(
  desk: Desk,
  by: By,
  target: Target,
  input: { text: string; files: IncomingFile[] },
) {
  return change(desk, by, target, undefined, async (it) => {
    if (!input.text.trim() && input.files.length === 0)
      throw new RuleViolation('message-missing', {}, 'message');
    if (it.request.status === 'closed') throw new RuleViolation('closed-already', {}, 'message');
    const askedForIdentity = it.sheet.facts.pauses.some(
      ({ reason, answeredAt }) => reason === 'identity' && !answeredAt,
    );
    await it.keep(askedForIdentity ? 'identity' : 'message', input.files);
    if (input.text.trim()) {
      const content = Buffer.from(input.text);
      await it.keep('message-text', [{ name: 'message.txt', mediaType: 'text/plain', content }]);
    }
    it.tell('message-received', { files: input.files.length });
  });
}
