import { folded } from '../../domain/folding.ts';
import type { SystemEntry } from '../../domain/systems/system.ts';
import type { By, Desk } from '../desk.ts';
import { noteSetting } from '../settingsChange/log.ts';
import { System } from '../system.ts';
import { entryOf, type RegisteredSystem } from './register.ts';

/** An entry to write: over the row `id`, or as a new one. */
export type EntryToWrite = { id?: number; entry: SystemEntry };

/** Writes entries and a change of each into the log. In a transaction that holds the organisation. Gives their numbers. */
export async function writeEntries(
  desk: Desk,
  by: By,
  present: readonly RegisteredSystem[],
  given: readonly EntryToWrite[],
): Promise<number[]> {
  const written: { id: number; entry: SystemEntry }[] = [];
  for (const { id, entry } of given) written.push({ id: await writeRow(desk, by, id, entry), entry });
  const ids = new Map(present.map(({ id, name }) => [folded(name), id]));
  for (const { id, entry } of written) ids.set(folded(entry.name), id);
  const rows = new Map(present.map((one) => [one.id, one]));
  for (const { id, entry } of written) {
    if (entry.after.length > 0) await writeOrder(id, entry, ids);
    const before = rows.get(id);
    const stands = { was: before ? entryOf(before) : null, is: entry };
    await noteSetting(desk, by, { kind: 'system', subjectId: id }, stands);
  }
  return written.map(({ id }) => id);
}

async function writeRow(desk: Desk, by: By, id: number | undefined, entry: SystemEntry): Promise<number> {
  const columns = {
    ...entry,
    nameKey: folded(entry.name),
    categories: JSON.stringify(entry.categories),
    identifiers: JSON.stringify(entry.identifiers),
    instructions: JSON.stringify(entry.instructions),
    after: '[]',
  };
  if (id === undefined) {
    const row = { ...columns, organisationId: by.organisationId, createdAt: desk.clock() };
    return (await System.create(row)).id;
  }
  const row = await System.findByPk(id, { rejectOnEmpty: true });
  await row.update({ ...columns, version: row.version + 1 });
  return id;
}

/** What comes before it, by number: a system that is given another name keeps its place in the order. */
async function writeOrder(id: number, { after }: SystemEntry, known: ReadonlyMap<string, number>) {
  const ids = after.flatMap((name) => known.get(folded(name)) ?? []);
  await System.update({ after: JSON.stringify(ids) }, { where: { id } });
}
