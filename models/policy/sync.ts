import { createHash } from 'node:crypto';
import { differenceOf } from '../../domain/policies/difference.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { readPack } from '../../domain/policies/schema.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { takeTurn } from '../advisoryLocks.ts';
import type { Desk } from '../desk.ts';
import { PolicyRecord } from '../policyRecord.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { inTransaction } from '../transaction.ts';

export type Synced = {
  added: string[];
  unchanged: string[];
  /** Versions whose files are gone, and which requests of this desk still need. */
  kept: PolicyPack[];
};

/**
 * Keeps the packs of the desk in its database. One that was changed under the same version is refused with what differs:
 * requests were received under the former words, and a new version leaves theirs as they were. Nothing is kept then.
 */
export async function syncPolicies(desk: Desk): Promise<Synced> {
  return inTransaction(desk.database, async () => {
    await takeTurn(desk.database, 'syncPolicies'); // processes that start at the same moment
    const records = await PolicyRecord.findAll({ order: ['id'] });
    const synced: Synced = { added: [], unchanged: [], kept: [] };
    for (const pack of desk.packs) {
      const record = records.find((each) => isOf(each, pack));
      if (record && record.content !== JSON.stringify(pack)) refuseChange(pack, packOf(record));
      if (!record) await keep(desk, pack);
      synced[record ? 'unchanged' : 'added'].push(`${pack.id}@${pack.version}`);
    }
    for (const record of records.filter((each) => !desk.packs.some((pack) => isOf(each, pack)))) {
      if (await isInUse(desk, record)) synced.kept.push(packOf(record));
    }
    return synced;
  });
}

/** A request was received under it, or another pack builds on it. */
async function isInUse({ packs }: Desk, { pack, version }: PolicyRecord): Promise<boolean> {
  if (packs.some((each) => each.extends === pack)) return true;
  const where = { policyId: pack, policyVersion: version };
  return (await SubjectRequest.findOne({ where, attributes: ['id'] })) !== null;
}

function isOf(record: PolicyRecord, pack: PolicyPack): boolean {
  return record.pack === pack.id && record.version === pack.version;
}

/** What was kept is read anew, so that a default which a later release adds is no change. */
function packOf({ content }: PolicyRecord): PolicyPack {
  const read = readPack(JSON.parse(content));
  return 'value' in read ? read.value : JSON.parse(content);
}

function refuseChange(is: PolicyPack, was: PolicyPack): void {
  const difference = differenceOf(was, is);
  if (!difference.length) return;
  throw new RuleViolation('pack-changed', {
    pack: `${is.id}@${is.version}`,
    difference: difference.join('; '),
  });
}

async function keep(desk: Desk, pack: PolicyPack): Promise<void> {
  const content = JSON.stringify(pack);
  const digest = createHash('sha256').update(content).digest('hex');
  const { id, version } = pack;
  await PolicyRecord.create({ pack: id, version, digest, content, recordedAt: desk.clock() });
}
