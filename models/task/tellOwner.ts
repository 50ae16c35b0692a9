import type { TaskKind } from '../../domain/tasks/task.ts';
import { type LetterData, queueLetter } from '../letter/queue.ts';
import { organisationById } from '../organisation/find.ts';
import type { OwnerLink } from '../ownerLink.ts';
import type { Change } from '../subjectRequest/changeTools.ts';

/** One letter to an owner for all that waits for them: it names no person and no request. */
export const tellOwner = (it: TellingOwner, link: OwnerLink, data: LetterData = {}): Promise<void> =>
  queueFor(it, link, { kind: 'task-notice', data });

/** One letter to an owner for all that nobody asks of them any more. */
export const tellWithdrawn = (
  it: TellingOwner,
  link: OwnerLink,
  withdrawn: readonly { system: string; kind: TaskKind }[],
): Promise<void> =>
  queueFor(it, link, { kind: 'task-withdrawn', data: { withdrawn: JSON.stringify(withdrawn) } });

type TellingOwner = Pick<Change, 'desk' | 'now'>;
type OwnersLetter = { kind: 'task-notice' | 'task-withdrawn'; data: LetterData };

async function queueFor(
  { desk, now }: TellingOwner,
  link: OwnerLink,
  { kind, data }: OwnersLetter,
): Promise<void> {
  const { id, organisationId, language } = link;
  const { wrappedKey } = await organisationById(organisationId);
  const recipient = `owner:${id}`;
  const order = {
    organisationId,
    requestId: null,
    kind,
    language,
    recipient,
    data,
  };
  await queueLetter(desk.keyring.unwrap(wrappedKey), order, now);
}
