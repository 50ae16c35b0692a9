import { Op } from 'sequelize';
import { assertMay } from '../../domain/permissions.ts';
import type { TableLook } from '../../domain/register/look.ts';
import { NO_MAPPING, type RegisterMapping } from '../../domain/register/mapping.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { line } from '../../domain/writing.ts';
import { type Key, sealJson, unsealJson } from '../crypto/keyring.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { destroyUnheld } from '../fileContent/destroy.ts';
import type { KeptContent } from '../fileContent/keep.ts';
import { contentBytes } from '../fileContent/read.ts';
import { decoded } from '../fileContent/text.ts';
import { organisationById } from '../organisation/find.ts';
import { RegisterImport } from '../registerImport.ts';
import { lookAtTable } from './look.ts';
import { LONGEST_NAME } from './run.ts';

/** A fault as it is kept; its column is the table's own name of it. */
type KeptFault = { line: number; column: string; code: string; data: Record<string, unknown> };

/** What is known of a kept table: how it looks, and what a check found: how many of each, and the first of them. */
export type KeptFindings = {
  look: TableLook;
  check?: {
    good: number;
    faults: KeptFault[];
    manyFaults: number;
    notes: { line: number; column: string; said: string; is: string }[];
    manyNotes: number;
  };
};

/** Takes an uploaded table in, to be asked about. Throws what `lookAtTable` throws: then nothing of it is kept. */
export async function keepTable(
  desk: Desk,
  by: By,
  { name, kept }: { name: string; kept: KeptContent },
): Promise<RegisterImport> {
  assertMay(by, 'import-requests');
  try {
    const look = await lookAtTable(await textOf(desk, kept));
    const key = await keyOfOrganisation(desk, by);
    const now = desk.clock();
    const { organisationId, actor } = by;
    return await RegisterImport.create({
      organisationId,
      actor,
      fileName: line(name).slice(0, LONGEST_NAME),
      state: 'given',
      mapping: JSON.stringify(await mappingRemembered(by)),
      onlyGood: false,
      read: look.lines,
      made: 0,
      faulty: 0,
      found: sealJson(key, { look } satisfies KeptFindings),
      source: sealJson(key, kept),
      contentId: kept.id,
      begunAt: now,
      touchedAt: now,
    });
  } catch (error) {
    await destroyUnheld(desk.database, [kept.id]);
    throw error;
  }
}

/** What was said of former tables, by heading; what was said last counts. */
async function mappingRemembered({ organisationId }: By): Promise<RegisterMapping> {
  const former = await RegisterImport.findAll({
    where: { organisationId },
    attributes: ['mapping'],
    order: [['id', 'DESC']],
    limit: 20,
    raw: true,
  });
  return former.reverse().reduce((known, { mapping }) => {
    const { columns, values, days, defaults } = JSON.parse(mapping) as RegisterMapping;
    const words = { ...known.values };
    for (const column of Object.keys(values) as (keyof typeof values)[])
      words[column] = { ...words[column], ...values[column] };
    return {
      columns: { ...known.columns, ...columns },
      values: words,
      days: { ...known.days, ...days },
      defaults: { ...known.defaults, ...defaults },
    };
  }, NO_MAPPING);
}

export const keyOfOrganisation = async (
  desk: Desk,
  { organisationId }: Pick<By, 'organisationId'>,
): Promise<Key> => desk.keyring.unwrap((await organisationById(organisationId)).wrappedKey);

/** What is known of a kept table; throws `table-gone` once it was given up or its time was over. */
export function findingsOf(key: Key, { found }: RegisterImport): KeptFindings {
  if (!found) throw new RuleViolation('table-gone');
  return unsealJson<KeptFindings>(key, found);
}

/** The text of a kept table; throws `table-gone`. */
export async function keptText(desk: Desk, key: Key, { source }: RegisterImport): Promise<string> {
  if (!source) throw new RuleViolation('table-gone');
  return textOf(desk, unsealJson<KeptContent>(key, source));
}

const textOf = async ({ database }: Desk, kept: KeptContent): Promise<string> =>
  decoded(await contentBytes(database, kept));

/** Destroys the table of an import; what it made, and how many lines had faults, stays. */
export async function forgetTable({ database }: Desk, run: RegisterImport): Promise<void> {
  const { contentId } = run;
  await inTransaction(database, () => run.update({ contentId: null, source: null }));
  await destroyUnheld(database, [contentId]);
}

/** Gives a table up that was not imported. Throws `not-allowed` for one that was, or that is being worked on. */
export async function dropTable(desk: Desk, by: By, run: RegisterImport): Promise<void> {
  assertMay(by, 'import-requests');
  if (run.state !== 'given' && run.state !== 'checked')
    throw new RuleViolation('not-allowed', { action: 'import' });
  await forgetTable(desk, run);
  await run.destroy();
}

/** For so many days a table that was not imported is kept, and what was wrong with one that was. */
const DAYS_KEPT = 14;

/** Destroys the tables that nobody went on with, and what was noted of the lines of those imported. Returns how many there were. */
export async function forgetTables(desk: Desk, now: Date): Promise<number> {
  const touchedAt = { [Op.lt]: new Date(now.getTime() - DAYS_KEPT * 86_400_000) };
  const where = { touchedAt, found: { [Op.not]: null } };
  const old = await RegisterImport.findAll({ where, order: ['id'], limit: 100 });
  for (const run of old) {
    await forgetTable(desk, run);
    if (run.made === 0) await run.destroy();
    else await run.update({ found: null });
  }
  return old.length;
}
