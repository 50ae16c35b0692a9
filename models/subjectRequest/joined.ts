import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { joinedFrom, joinedPromises, packWithout } from '../../domain/deadlines/joined.ts';
import { readFacts } from '../../domain/lifecycle/factSheet.ts';
import type { Mergeable, MergeProof } from '../../domain/lifecycle/merging.ts';
import { proofOf } from '../../domain/lifecycle/merging.ts';
import type { RecordedFact } from '../../domain/lifecycle/recordedFact.ts';
import type { FactName } from '../../domain/lifecycle/vocabulary.ts';
import { select } from '../database/select.ts';
import type { Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { derive } from './recompute.ts';

/** A request that was merged, the one that is kept, since when, and what shows that they are one person's. */
export type Joined = { merged: SubjectRequest; kept: SubjectRequest; mergedAt: Date; proof: MergeProof };

/** The other end of each standing merger of a request. */
const OTHERS = `SELECT other_id AS id FROM person_links WHERE one_id = :id AND verdict = 'merged' AND undone_at IS NULL
  UNION ALL SELECT one_id FROM person_links WHERE other_id = :id AND verdict = 'merged' AND undone_at IS NULL`;

/** The requests that were merged into one, in order of receipt. */
export async function mergedInto(desk: Desk, kept: SubjectRequest): Promise<Joined[]> {
  const others = await select<{ id: number }>(desk.database, OTHERS, { id: kept.id });
  if (others.length === 0) return [];
  const where = { id: others.map(({ id }) => id) };
  const found: Joined[] = [];
  for (const merged of await SubjectRequest.findAll({ where, order: ['receivedAt', 'id'] })) {
    const fact = await mergerOfRequest(merged);
    if (fact?.about === kept.reference) found.push(await joinedAs(merged, kept, fact.at));
  }
  return found;
}

/** The request that a merged one goes on in; undefined for one that was not merged. */
export async function keptFor(
  merged: Pick<SubjectRequest, 'id' | 'outcome'>,
): Promise<SubjectRequest | undefined> {
  if (merged.outcome !== 'merged') return undefined;
  const fact = await mergerOfRequest(merged);
  if (!fact?.about) return undefined;
  return (await SubjectRequest.findOne({ where: { reference: fact.about } })) ?? undefined;
}

/** The same with all that is known of the merger. */
export async function joiningOf(merged: SubjectRequest): Promise<Joined | undefined> {
  const kept = await keptFor(merged);
  const fact = kept && (await mergerOfRequest(merged));
  return kept && fact ? joinedAs(merged, kept, fact.at) : undefined;
}

const mergerOfRequest = ({ id }: Pick<SubjectRequest, 'id'>) =>
  Fact.findOne({ where: { requestId: id, name: 'merged', undoneAt: null } });

async function joinedAs(merged: SubjectRequest, kept: SubjectRequest, mergedAt: Date): Promise<Joined> {
  const proof = proofOf(await mergeable(merged), await mergeable(kept));
  return { merged, kept, mergedAt, proof };
}

/** A request as the rule of mergers sees it. */
export async function mergeable(request: SubjectRequest): Promise<Omit<Mergeable, 'hasMerged'>> {
  const names: FactName[] = ['mailbox-confirmed', 'identity-confirmed'];
  const facts = await Fact.findAll({ where: { requestId: request.id, name: names, undoneAt: null } });
  const has = (name: FactName) => facts.some((fact) => fact.name === name);
  const { reference, receivedAt, right, status, channel, personEmail, clientName } = request;
  return {
    reference,
    receivedAt,
    right,
    status,
    channel,
    email: personEmail,
    clientName,
    mailboxConfirmed: has('mailbox-confirmed'),
    identityConfirmed: has('identity-confirmed'),
  };
}

/** The promises of the requests that were merged into one, as they stand now. */
export async function joinedTo(desk: Desk, kept: SubjectRequest): Promise<Deadline[]> {
  const found: Deadline[] = [];
  for (const joined of await mergedInto(desk, kept)) {
    const { merged } = joined;
    const { reference } = merged;
    const facts = await factsOf(merged);
    const [own, inBoth] = [facts, [...facts, ...(await factsSince(joined))]].map(
      (each) => derive(desk, merged, readFacts(merged, each, 'whole')).deadlines,
    );
    found.push(...joinedPromises(inBoth ?? [], { reference, own: own ?? [] }));
  }
  return found;
}

const factsOf = ({ id }: SubjectRequest): Promise<Fact[]> =>
  Fact.findAll({ where: { requestId: id }, order: ['at', 'id'] });

/** What is about the kept request alone: how it was received, and what was corrected in it. */
const OF_ITS_OWN: readonly FactName[] = [
  'mailbox-confirmed',
  'receipt-corrected',
  'person-corrected',
  'right-corrected',
  'policy-changed',
  'address-corrected',
];

/** What was recorded in the kept request since the merger: what is asked, answered and done there counts for both. */
async function factsSince({ merged, kept, mergedAt }: Joined): Promise<RecordedFact[]> {
  const facts = (await factsOf(kept)).filter(
    ({ name, recordedAt }) => recordedAt >= mergedAt && !OF_ITS_OWN.includes(name),
  );
  return facts.map((fact) => {
    const plain = fact.get({ plain: true });
    const isTheirs = joinedFrom(plain) === merged.reference;
    return { ...plain, pack: plain.pack && isTheirs ? packWithout(plain.pack) : plain.pack };
  });
}
