import type { BulkAct } from '../../domain/lifecycle/bulk.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { BulkItem, BulkRun } from '../bulkRun.ts';
import type { By, Desk } from '../desk.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { tagNameOf } from '../tag/tagging.ts';
import { isStillWorked } from '../underway.ts';
import { User } from '../user.ts';

/** What became of one request. `obstacle`: why it was left out; `keptFor`: why it could not be taken back. */
export type BulkOutcomeItem = {
  reference: string;
  /** Whether its turn has not come yet. */
  isWaiting: boolean;
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
  /** It is at work now, or was broken off: what it had done stands. */
  isUnderway: boolean;
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
export async function bulkOutcome(desk: Desk, by: By, id: number): Promise<BulkOutcome> {
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
    isUnderway: isUnderway(run, desk.clock()),
    isBrokenOff: run.endedAt === null && !isUnderway(run, desk.clock()),
    assignee: run.assigneeId === null ? '' : await nameOf(`user:${run.assigneeId}`),
    tag: await tagNameOf(run.tagId),
    items: items.flatMap(({ requestId, isWaiting, obstacle, takenBackAt, keptFor }) => {
      const request = known.get(requestId);
      if (!request) return [];
      return {
        reference: request.reference,
        isWaiting: Boolean(isWaiting),
        person: request.clientName || request.personName,
        obstacle: violationIn(obstacle),
        isTakenBack: takenBackAt !== null,
        keptFor: violationIn(keptFor),
      };
    }),
  };
}

const isUnderway = ({ endedAt, touchedAt }: BulkRun, now: Date): boolean =>
  endedAt === null && touchedAt !== null && isStillWorked(touchedAt, now);

/** A former act on many, in a list. */
export type FormerRun = Pick<BulkOutcome, 'id' | 'act' | 'actor' | 'begunAt' | 'tag' | 'assignee'> & {
  done: number;
  left: number;
  takenBack: number;
};

/** The last acts on many of this organisation, the latest first. */
export async function formerRuns({ organisationId }: By): Promise<FormerRun[]> {
  const runs = await BulkRun.findAll({ where: { organisationId }, order: [['id', 'DESC']], limit: 50 });
  const items = await BulkItem.findAll({
    where: { runId: runs.map(({ id }) => id) },
    attributes: ['runId', 'obstacle', 'isWaiting', 'takenBackAt'],
    raw: true,
  });
  const of = Map.groupBy(items, ({ runId }) => runId);
  return Promise.all(
    runs.map(async ({ id, act, actor, begunAt, tagId, assigneeId }) => {
      const own = (of.get(id) ?? []).filter(({ isWaiting }) => !isWaiting);
      return {
        id,
        act,
        begunAt,
        actor: await nameOf(actor),
        tag: await tagNameOf(tagId),
        assignee: assigneeId === null ? '' : await nameOf(`user:${assigneeId}`),
        done: own.filter(({ obstacle }) => !obstacle).length,
        left: own.filter(({ obstacle }) => obstacle).length,
        takenBack: own.filter(({ takenBackAt }) => takenBackAt).length,
      };
    }),
  );
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
