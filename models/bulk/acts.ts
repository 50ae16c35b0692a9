import type { BulkAct } from '../../domain/lifecycle/bulk.ts';
import type { By, Desk } from '../desk.ts';
import { assign } from '../subjectRequest/assignment.ts';
import type { Target } from '../subjectRequest/change.ts';
import { close } from '../subjectRequest/closure.ts';
import { askIdentity } from '../subjectRequest/identity.ts';
import { remindMailbox } from '../subjectRequest/remindMailbox.ts';
import { markSpam } from '../subjectRequest/spam.ts';
import { tagRequest, untagRequest } from '../tag/tagging.ts';

/** What an act on many is given; each request gets the same. `assignee`: null for nobody. */
export type BulkGiven = {
  assignee?: number | null;
  tag?: string;
  doubt?: string;
  needed?: string;
  reason?: string;
};

/** Does an act to one of its requests, by the verb that stands on the request's own page. Throws what the verb throws. */
export const doToOne = (
  desk: Desk,
  by: By,
  target: Target,
  { act, ...given }: BulkGiven & { act: BulkAct },
) => DOES[act](desk, by, target, given);

const DOES: Record<BulkAct, (desk: Desk, by: By, target: Target, given: BulkGiven) => Promise<unknown>> = {
  assign: (desk, by, target, { assignee }) => assign(desk, by, target, assignee ?? null),
  'ask-identity': (desk, by, target, { doubt = '', needed = '' }) =>
    askIdentity(desk, by, target, { doubt, needed, sending: { by: 'mail' } }),
  'remind-mailbox': remindMailbox,
  tag: (desk, by, target, { tag = '' }) => tagRequest(desk, by, target, tag),
  untag: (desk, by, target, { tag = '' }) => untagRequest(desk, by, target, tag),
  'mark-spam': (desk, by, target, { reason = '' }) => markSpam(desk, by, target, { reason }),
  close: (desk, by, target) => close(desk, by, target, { reason: '' }),
};
