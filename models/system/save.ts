import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { isSameEntry } from '../../domain/systems/importPlan.ts';
import { faultsOfRegister, isSameName, registerFaults } from '../../domain/systems/register.ts';
import type { SystemEntry } from '../../domain/systems/system.ts';
import { readSystem, type SystemForm } from '../../domain/systems/systemForm.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { lockedOrganisation } from '../organisation/find.ts';
import { writeEntries } from './entries.ts';
import { entryOf, type RegisteredSystem, systemsOf } from './register.ts';

/** Everything that is wrong with a form, as an entry of the register as it is; `id` is the row that it changes, if any. */
export async function systemFaults(
  desk: Desk,
  by: By,
  form: SystemForm,
  id?: number,
): Promise<RuleViolation[]> {
  const read = readSystem(form);
  if ('faults' in read) return read.faults;
  const others = (await systemsOf(desk, by)).filter((one) => one.id !== id);
  return registerFaults(read.value, others);
}

/** Adds a system to the register; throws its first fault. Gives its number. */
export async function addSystem(desk: Desk, by: By, form: SystemForm): Promise<number> {
  const [id = 0] = await addSystems(desk, by, [form]);
  return id;
}

/** Adds several at once, all or none. Gives their numbers. */
export async function addSystems(desk: Desk, by: By, forms: readonly SystemForm[]): Promise<number[]> {
  return editRegister(desk, by, async (present) => {
    const entries = forms.map(entryIn);
    refuse(
      faultsOfRegister([...entries, ...present])
        .slice(0, entries.length)
        .flat(),
    );
    return writeEntries(
      desk,
      by,
      present,
      entries.map((entry) => ({ entry })),
    );
  });
}

/** Changes a system, if nobody has since `version` was read. A form sent as it stood changes nothing. */
export async function changeSystem(
  desk: Desk,
  by: By,
  id: number,
  { version, form }: { version: number; form: SystemForm },
): Promise<void> {
  await editRegister(desk, by, async (present) => {
    const before = present.find((one) => one.id === id);
    if (!before) throw new RuleViolation('not-found');
    const entry = entryIn(form);
    refuse(
      registerFaults(
        entry,
        present.filter((one) => one.id !== id).map((one) => renamed(one, before, entry)),
      ),
    );
    if (before.version !== version) throw new RuleViolation('settings-changed');
    if (!isSameEntry(entryOf(before), entry)) await writeEntries(desk, by, present, [{ id, entry }]);
  });
}

/** Another entry, after `before` was renamed: its list of systems to be handled first has the new name. */
const renamed = (other: RegisteredSystem, before: SystemEntry, entry: SystemEntry): SystemEntry => ({
  ...other,
  after: other.after.map((name) => (isSameName(name, before.name) ? entry.name : name)),
});

/** Checks the permission and runs a change of the register under a lock. */
export async function editRegister<T>(
  desk: Desk,
  by: By,
  write: (present: RegisteredSystem[]) => Promise<T>,
): Promise<T> {
  assertMay(by, 'change-systems');
  return inTransaction(desk.database, async () => {
    await lockedOrganisation(by.organisationId);
    return write(await systemsOf(desk, by));
  });
}

function entryIn(form: SystemForm): SystemEntry {
  const read = readSystem(form);
  if ('value' in read) return read.value;
  throw read.faults[0] as RuleViolation;
}

function refuse([fault]: RuleViolation[]): void {
  if (fault) throw fault;
}
