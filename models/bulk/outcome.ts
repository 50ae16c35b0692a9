import type { BulkAct } from '../../domain/lifecycle/bulk.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { BulkItem, BulkRun } from '../bulkRun.ts';
import type { By } from '../desk.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { tagNameOf } from '../tag/tagging.ts';
import { User } from '../user.ts';

/** What became of one request. `obstacle`: why it was left out; `keptFor`: why it could not be taken back. */
export type BulkOutcomeItem = {
  reference: string;
  /** Whose data it is. */
  person: string;
  obstacle?: RuleViolation;
  isTakenBack: boolean;
  keptFor?: RuleViolation;
};
/** An act on many and what became of each. */
export type BulkOutcome = {
  id: number;
  act: BulkAct;
  actor: string;
  begunAt: Date;
  isBrokenOff: boolean;
  /** The name of whoever they were given to; empty for nobody. */
  assignee: string;
  /** The tag that they got or lost; empty if it was about none. */
  tag: string;
  items: BulkOutcomeItem[];
};

/** An act on many of this organisation; throws `not-found`. */
export async function findBulkRun({ organisationId }: By, id: number): Promise<BulkRun> {
  const run = await BulkRun.findOne({ where: { id, organisationId } });
  if (!run) throw new RuleViolation('not-found');
  return run;
}

/** What became of an act on many, in the order of the list; throws `not-found`. */
export async function bulkOutcome(by: By, id: number): Promise<BulkOutcome> {
  const run = await findBulkRun(by, id);
  const { act, actor, begunAt } = run;
  const items = await BulkItem.findAll({ where: { runId: id }, order: ['id'] });
  const requests = await SubjectRequest.findAll({
    where: { id: items.map(({ requestId }) => requestId), kind: 'request' },
    attributes: ['id', 'reference', 'personName', 'clientName'],
  });
  const known = new Map(requests.map((request) => [request.id, request]));
  return {
    id,
    act,
    actor: await nameOf(actor),
    begunAt,
    isBrokenOff: run.endedAt === null,
    assignee: run.assigneeId === null ? '' : await nameOf(`user:${run.assigneeId}`),
    tag: await tagNameOf(run.tagId),
    items: items.flatMap(({ requestId, obstacle, takenBackAt, keptFor }) => {
      const request = known.get(requestId);
      if (!request) return [];
      return {
        reference: request.reference,
        person: request.clientName || request.personName,
        obstacle: violationIn(obstacle),
        isTakenBack: takenBackAt !== null,
        keptFor: violationIn(keptFor),
      };
    }),
  };
}

async function nameOf(actor: string): Promise<string> {
  const user = await User.findByPk(actor.replace('user:', ''), { attributes: ['name', 'email'] });
  return user?.name || user?.email || '';
}

function violationIn(stored: string | null): RuleViolation | undefined {
  if (!stored) return undefined;
  const { code, data } = JSON.parse(stored) as Pick<RuleViolation, 'code' | 'data'>;
  return new RuleViolation(code, data);
}
