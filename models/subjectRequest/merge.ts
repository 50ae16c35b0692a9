import { createHash } from 'node:crypto';
import {
  isToldOfKept,
  type Mergeable,
  type MergeProof,
  type Merger,
  mergerOf,
} from '../../domain/lifecycle/merging.ts';
import { needed } from '../../domain/lifecycle/needed.ts';
import { UNSENT_STATES } from '../../domain/lifecycle/vocabulary.ts';
import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { type JoinedTasks, joinedTasks, moveTasksBack, moveTasksTo } from '../task/joinTasks.ts';
import { change, type Target } from './change.ts';
import { mergeable, mergedInto } from './joined.ts';
import { readReference } from './reference.ts';
import { say, verdictOn } from './relate.ts';
import { searchTextOf } from './searchText.ts';

/** What a merger would do, for a person to confirm: `seen` is a digest of it. */
export type MergePreview = {
  kept: string;
  merged: string;
  proof: MergeProof;
  /** Why that one is kept. */
  by: 'first' | 'verified';
  /** Since when each was received: the earlier stays. */
  keptAt: string;
  mergedAt: string;
  /** Letters of the merged one that are under way: they go out as they were ordered. */
  letters: number;
  /** Tasks of the merged one that go on for the kept one, and those that are called off. */
  moves: number;
  calledOff: number;
  seen: string;
};

type MergeInput = { other: string; shown?: string; confirmed?: boolean };

/**
 * Merges a request and another: which one is kept is the domain's rule. The merged one leaves the queue; its promises go on in the kept one,
 * both references stay, and one answer is owed. Throws the rule's objections, `no-such-request`, `same-request`, and `merge-unconfirmed` or
 * `preview-outdated` with the effect until somebody has confirmed what they saw. Two who merge the same at once: the second finds it done.
 */
export async function merge(desk: Desk, by: By, target: Target, input: MergeInput): Promise<void> {
  assertMay(by, 'merge');
  return inTransaction(desk.database, async () => {
    const typed = needed('merge', 'other', input.other);
    const pair = [target.reference, readReference(typed)];
    if (pair[0] === pair[1]) throw new RuleViolation('same-request', {}, 'other');
    const where = { organisationId: by.organisationId, reference: pair, kind: 'request' as const };
    const found = await SubjectRequest.findAll({ where, order: [['id', 'ASC']], lock: true }); // in one order: no deadlock
    const [one, other] = pair.map((reference) => found.find((each) => each.reference === reference));
    if (!one || !other) throw new RuleViolation('no-such-request', {}, 'other');
    const merger = await decided(desk, one, other);
    const [kept, merged] = merger.kept.reference === one.reference ? [one, other] : [other, one];
    const { proof } = merger;
    const tasks = await joinedTasks(desk, merged, kept, isToldOfKept(proof));
    const preview = await previewOf(merged, merger, tasks);
    if (!input.confirmed || input.shown !== preview.seen)
      throw new RuleViolation(
        input.confirmed ? 'preview-outdated' : 'merge-unconfirmed',
        preview,
        'confirmed',
      );
    const versions = (reference: string) => (reference === target.reference ? target : { reference });
    await say(by, ordered(one, other), 'merged', desk.clock());
    await change(desk, by, versions(merged.reference), 'merge', async (it) => {
      await moveTasksTo(desk, merged, kept, tasks.moving);
      await it.record('merged', it.now, { about: kept.reference });
      it.tell('merged', { into: kept.reference, proof });
    });
    await change(desk, by, versions(kept.reference), 'merge', async (it) => {
      it.request.searchText = `${it.request.searchText} ${searchTextOf(merged)}`;
      it.tell('merged', { with: merged.reference, proof });
    });
  });
}

/** Takes a merger back: both go on, each with its dates from its own receipt. What happened in the kept one meanwhile stays there. */
export async function unmerge(
  desk: Desk,
  by: By,
  target: Target,
  { reason }: { reason?: string } = {},
): Promise<void> {
  return inTransaction(desk.database, async () => {
    const { kept, merged } = await change(desk, by, target, 'unmerge', async (it) => {
      const { about } = await it.undo('unmerge', { reason });
      const other = await SubjectRequest.findOne({ where: { reference: about ?? '' }, lock: true });
      if (!other) throw new RuleViolation('not-found');
      it.tell('unmerged', { from: other.reference });
      await say(by, ordered(it.request, other), 'undo', it.now);
      await moveTasksBack(desk, other, it.request);
      return { kept: other.reference, merged: it.request.reference };
    });
    await change(desk, by, { reference: kept }, 'end-merger', async (it) => {
      const left = (await mergedInto(desk, it.request)).map((each) => each.merged);
      it.request.searchText = [it.request, ...left].map(searchTextOf).join(' ');
      it.tell('unmerged', { of: merged });
    });
  });
}

async function decided(desk: Desk, one: SubjectRequest, other: SubjectRequest): Promise<Merger> {
  const standing = await verdictOn(ordered(one, other));
  return mergerOf(await shown(desk, one), await shown(desk, other), standing?.verdict ?? null);
}

async function shown(desk: Desk, request: SubjectRequest): Promise<Mergeable> {
  const hasMerged = (await mergedInto(desk, request)).length > 0;
  return { ...(await mergeable(request)), hasMerged };
}

async function previewOf(
  { id }: SubjectRequest,
  { kept, merged, proof, by }: Merger,
  { moving, calledOff }: JoinedTasks,
): Promise<MergePreview> {
  const where = { requestId: id, recipient: 'person', state: UNSENT_STATES };
  const effect = {
    kept: kept.reference,
    merged: merged.reference,
    proof,
    by,
    keptAt: kept.receivedAt.toISOString(),
    mergedAt: merged.receivedAt.toISOString(),
    letters: await Letter.count({ where }),
    moves: moving.length,
    calledOff,
  };
  const seen = createHash('sha256').update(JSON.stringify(effect)).digest('base64url');
  return { ...effect, seen };
}

const ordered = (one: Pick<SubjectRequest, 'id'>, other: Pick<SubjectRequest, 'id'>) => ({
  oneId: Math.min(one.id, other.id),
  otherId: Math.max(one.id, other.id),
});
