import { createHash } from 'node:crypto';
import { localDate } from '../../domain/calendar/zone.ts';
import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { type ImportPlan, planImport } from '../../domain/systems/importPlan.ts';
import type { By, Desk } from '../desk.ts';
import { organisationById } from '../organisation/find.ts';
import { writeEntries } from './entries.ts';
import { entryOf, type RegisteredSystem, systemsOf } from './register.ts';
import { editRegister } from './save.ts';

/** What a table would do to the register now. `seen` names this very plan: an import that names it does what was shown, or nothing. */
export async function previewImport(
  desk: Desk,
  by: By,
  text: string,
): Promise<ImportPlan & { seen: string }> {
  return planned(desk, by, text, await systemsOf(desk, by));
}

/**
 * Imports a table, whole or not at all. Throws `import-faulty` where a line has a fault, and `preview-outdated` where `seen` names another
 * plan. It is planned before its transaction, so that others write meanwhile, and once more in it only if the register has changed.
 */
export async function importSystems(desk: Desk, by: By, text: string, seen?: string): Promise<ImportPlan> {
  assertMay(by, 'change-systems');
  const before = await systemsOf(desk, by);
  const foreseen = await planned(desk, by, text, before);
  return editRegister(desk, by, async (present) => {
    const plan = isSameRegister(before, present) ? foreseen : await planned(desk, by, text, present);
    if (plan.faults.length > 0)
      throw new RuleViolation('import-faulty', { count: plan.faults.length }, 'file');
    if (seen !== undefined && seen !== plan.seen) throw new RuleViolation('preview-outdated');
    const ids = new Map(present.map(({ id, name }) => [name, id]));
    await writeEntries(desk, by, present, [
      ...plan.added.map((entry) => ({ entry })),
      ...plan.changed.map(({ name, entry }) => ({ id: ids.get(name), entry })),
    ]);
    return plan;
  });
}

/** Whether nothing was added or changed: each change of an entry is another version of it. */
const isSameRegister = (one: readonly RegisteredSystem[], other: readonly RegisteredSystem[]): boolean =>
  one.length === other.length &&
  one.every(({ id, version }, nth) => other[nth]?.id === id && other[nth]?.version === version);

async function planned(desk: Desk, by: By, text: string, present: readonly RegisteredSystem[]) {
  const { languages, zone } = await organisationById(by.organisationId);
  const [language = 'en'] = languages.split(',');
  const today = localDate(desk.clock(), zone);
  const plan = planImport(text, { entries: present.map(entryOf), language, today });
  const seen = createHash('sha256')
    .update(JSON.stringify([plan.added, plan.changed]))
    .digest('base64url');
  return { ...plan, seen };
}
