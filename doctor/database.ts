import type { Sequelize } from 'sequelize';
import { type DoctorRemark, fail, ok, warn } from '../domain/doctor.ts';
import { bossSchema } from '../jobs/pgBossSchema.ts';
import { isHalfCopied } from '../models/copy/marker.ts';
import { isDamaged } from '../models/database/damage.ts';
import { settingsThatLose } from '../models/database/durability.ts';
import { damageFound } from '../models/database/integrityCheck.ts';
import { isReadOnly } from '../models/database/readOnly.ts';
import { tablesWithoutRights, versionOf } from '../models/database/server.ts';
import { countDeadRuns } from '../models/deadRuns.ts';
import { pendingMigrations } from '../models/migrations/pending.ts';
import { isOpen, type Subject } from './subject.ts';

/** The database answers, is intact and has this release's schema, and its user has the rights it needs. */
export async function database({ database: given, thorough }: Subject): Promise<DoctorRemark[]> {
  if (!given) return [warn('noDesk')];
  if (!isOpen(given)) return [fail('databaseAway', { why: given.why })];
  if (await isHalfCopied(given)) return [fail('halfCopied')];
  const pending = [...(await pendingMigrations(given)), ...(await bossSchema(given)).pending];
  if (!(await given.getQueryInterface().tableExists('subject_requests'))) return [warn('noDesk')];
  const isSqlite = given.getDialect() === 'sqlite';
  const damage = isSqlite && thorough ? await damageFound(given, 'quick_check') : undefined;
  const denied = await tablesWithoutRights(given);
  const dead = pending.length > 0 ? {} : await countDeadRuns(given);
  return [
    ok(isSqlite ? 'sqlite' : 'postgres', { version: await versionOf(given) }),
    ...(damage || isDamaged(given) ? [fail('damaged', { why: damage ?? '' })] : []),
    ...(isReadOnly(given) ? [fail('readOnly')] : []),
    ...(pending.length > 0 ? [fail('pending', { count: pending.length })] : []),
    ...(denied.length > 0 ? [fail('noRights', { tables: denied.join(', ') })] : []),
    ...(await settingsThatLose(given)).map((setting) => warn('mayLose', { setting })),
    ...Object.entries(dead)
      .filter(([, count]) => count > 0)
      .map(([job, count]) => warn('deadRuns', { job, count })),
  ];
}

/** The database, if it holds a whole desk with this release's tables. */
export const hasDesk = async (given: Subject['database']): Promise<Sequelize | undefined> =>
  isOpen(given) && (await pendingMigrations(given)).length === 0 && !(await isHalfCopied(given))
    ? given
    : undefined;
