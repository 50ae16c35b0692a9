import { type CodeUse, isCodeDue, makeCode, useCode } from '../code/codes.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';
import { queueLetter } from '../letter/queue.ts';
import { organisationById } from '../organisation/find.ts';
import type { OpenLink } from './ownerLinks.ts';

/** Sends a code to the owner's mailbox, if one is due: with it the page shows whom their tasks are about. */
export async function sendOwnerCode(desk: Desk, link: OpenLink): Promise<void> {
  await inTransaction(desk.database, async () => {
    if (!(await isCodeDue(desk, 'tasks', String(link.id)))) return;
    const code = await makeCode(desk, 'tasks', String(link.id));
    const { id: organisationId, wrappedKey } = await organisationById(link.organisationId);
    const order = {
      organisationId,
      requestId: null,
      kind: 'task-code' as const,
      language: link.language,
      recipient: `owner:${link.id}`,
      data: { code },
    };
    await queueLetter(desk.keyring.unwrap(wrappedKey), order, desk.clock());
  });
}

/** Checks digits against the newest code of a link. */
export const useOwnerCode = (desk: Desk, link: OpenLink, digits: string): Promise<CodeUse> =>
  useCode(desk, 'tasks', String(link.id), digits);
