import { createHash } from 'node:crypto';
import { differenceOf } from '../../domain/policies/difference.ts';
import { editionName, everyEdition } from '../../domain/policies/editions.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { readPack } from '../../domain/policies/schema.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { takeAdvisoryLock } from '../database/locks.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';
import { OrganisationPolicy } from '../organisationPolicy.ts';
import { PolicyRecord } from '../policyRecord.ts';
import { SubjectRequest } from '../subjectRequest.ts';

type Synced = {
  added: string[];
  unchanged: string[];
  /** Versions whose files are gone but which requests of this desk still need. */
  kept: PolicyPack[];
};

/**
 * Stores the desk's packs in its database. Throws, storing nothing, if one was changed without a new version, and names
 * the difference: requests were received under the former text, which only a new version leaves as it was.
 */
export async function syncPolicies(desk: Desk): Promise<Synced> {
  return inTransaction(desk.database, async () => {
    await takeAdvisoryLock(desk.database, 'syncPolicies'); // processes that start at the same moment
    const records = await PolicyRecord.findAll({ order: ['id'] });
    const synced: Synced = { added: [], unchanged: [], kept: [] };
    const packs = everyEdition(desk.packs);
    for (const pack of packs) {
      const record = records.find((each) => isOf(each, pack));
      if (record && record.content !== JSON.stringify(pack)) {
        refuseChange(pack, packOf(record));
        await record.update(contentOf(pack)); // its law, or a default of this release
      }
      if (!record) await keep(desk, pack);
      synced[record ? 'unchanged' : 'added'].push(editionName(pack));
    }
    const gone = records.filter((each) => !packs.some((pack) => isOf(each, pack)));
    const inUse: PolicyRecord[] = [];
    for (const record of gone) if (await isInUse(desk, record)) inUse.push(record);
    synced.kept = withFoundations(inUse.map(packOf), gone.map(packOf));
    return synced;
  });
}

/** The kept packs, plus, of those whose files are gone, each pack they extend, down to the law. */
function withFoundations(kept: readonly PolicyPack[], gone: readonly PolicyPack[]): PolicyPack[] {
  const all = new Map(kept.map((pack) => [editionName(pack), pack]));
  for (const { extends: foundation } of all.values())
    for (const pack of gone) if (pack.id === foundation) all.set(editionName(pack), pack); // a map is walked on as it grows
  return [...all.values()];
}

/**
 * Whether a request was received under it, an organisation uses it, or another pack extends it. Former editions of a pack in use are kept
 * with it.
 */
async function isInUse({ packs }: Desk, { pack, version }: PolicyRecord): Promise<boolean> {
  if (packs.some((each) => each.extends === pack)) return true;
  const refs = [pack, `${pack}@${version}`];
  if (await OrganisationPolicy.findOne({ where: { policy: refs }, attributes: ['id'] })) return true;
  const where = { policyId: pack, policyVersion: version };
  return (await SubjectRequest.findOne({ where, attributes: ['id'] })) !== null;
}

function isOf(record: PolicyRecord, pack: PolicyPack): boolean {
  return record.pack === pack.id && record.version === pack.version && record.edition === pack.edition;
}

/** Parses the stored text again, so that a default added by a later release is not a change. */
function packOf({ content }: PolicyRecord): PolicyPack {
  const read = readPack(JSON.parse(content));
  return 'value' in read ? read.value : JSON.parse(content);
}

function refuseChange(is: PolicyPack, was: PolicyPack): void {
  const difference = differenceOf(was, is);
  if (!difference.length) return;
  throw new RuleViolation('pack-changed', {
    pack: editionName(is),
    difference: difference.join('; '),
  });
}

async function keep(desk: Desk, pack: PolicyPack): Promise<void> {
  const { id, version, edition } = pack;
  await PolicyRecord.create({
    pack: id,
    version,
    edition,
    ...contentOf(pack),
    recordedAt: desk.clock(),
  });
}

function contentOf(pack: PolicyPack): { content: string; digest: string } {
  const content = JSON.stringify(pack);
  return { content, digest: createHash('sha256').update(content).digest('hex') };
}
