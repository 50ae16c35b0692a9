import { Op } from 'sequelize';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { IncomingFile } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import type { By, Desk } from '../desk.ts';
import { keyedDigest } from '../keyring.ts';
import { type Change, change, type Target } from './change.ts';
import { endOfWait } from './waits.ts';

/**
 * A message of the person through the status page. Until identity is decided on after it was asked for, files are evidence
 * of it. The first message after the asking ends that wait: the clock stands still until the reply has arrived, as the
 * letter says, not until somebody has read it. Asked again, it stands still again.
 */
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
    if (await cameBefore(it, input)) return;
    const waits = it.sheet.facts.pauses.filter(({ reason }) => reason === 'identity');
    const undecided = waits.length > 0 && !it.sheet.identityConfirmed;
    await it.keep(undecided ? 'identity' : 'message', input.files);
    if (input.text.trim()) {
      const content = Buffer.from(input.text);
      await it.keep('message-text', [{ name: 'message.txt', mediaType: 'text/plain', content }]);
    }
    it.tell('message-received', { files: input.files.length });
    if (waits.some(({ answeredAt }) => !answeredAt)) await endWait(it);
  });
}

async function endWait(it: Change): Promise<void> {
  const at = endOfWait(it, 'identity');
  await it.record('resumed', at, { about: 'identity' });
  it.tell('resumed', { reason: 'identity', at: at.toISOString() });
}

/** The same words and files within this time are one message: a double click, or a retry after a lost answer. */
const SAME_MESSAGE_MINUTES = 10;

async function cameBefore(
  it: Change,
  { text, files }: { text: string; files: IncomingFile[] },
): Promise<boolean> {
  const contents = [...(text.trim() ? [Buffer.from(text)] : []), ...files.map(({ content }) => content)];
  const digests = [...new Set(contents.map((content) => keyedDigest(it.key, content)))];
  const since = new Date(it.now.getTime() - SAME_MESSAGE_MINUTES * 60_000);
  const kept = { requestId: it.request.id, digest: digests, createdAt: { [Op.gte]: since } };
  const found = await Attachment.findAll({
    where: { ...kept, purpose: ['message', 'message-text', 'identity'] },
  });
  return new Set(found.map(({ digest }) => digest)).size === digests.length;
}
