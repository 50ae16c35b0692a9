import { type LetterData, queueLetter } from '../letter/queue.ts';
import { organisationById } from '../organisation/find.ts';
import type { OwnerLink } from '../ownerLink.ts';
import type { Change } from '../subjectRequest/changeTools.ts';

/** One letter to an owner for all that waits for them: it names no person and no request. */
export async function tellOwner(
  { desk, now }: Pick<Change, 'desk' | 'now'>,
  link: OwnerLink,
  data: LetterData = {},
): Promise<void> {
  const { id, organisationId, language } = link;
  const { wrappedKey } = await organisationById(organisationId);
  const recipient = `owner:${id}`;
  const order = {
    organisationId,
    requestId: null,
    kind: 'task-notice' as const,
    language,
    recipient,
    data,
  };
  await queueLetter(desk.keyring.unwrap(wrappedKey), order, now);
}
