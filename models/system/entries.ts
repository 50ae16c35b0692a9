import { folded } from '../../domain/folding.ts';
import type { SystemEntry } from '../../domain/systems/system.ts';
import { insertMany, updateMany } from '../database/manyRows.ts';
import { selectList } from '../database/select.ts';
import type { By, Desk } from '../desk.ts';
import { noteSettings } from '../settingsChange/log.ts';
import { System } from '../system.ts';
import { entryOf, type RegisteredSystem } from './register.ts';

/** An entry to write: over the row `id`, or as a new one. */
export type EntryToWrite = { id?: number; entry: SystemEntry };

/** One that has its number, with what its row was before. */
type Written = { id: number; entry: SystemEntry; before?: RegisteredSystem };

/**
 * Writes entries and a change of each into the log, in a few statements however many they are. In a transaction that holds the
 * organisation. Gives their numbers.
 */
export async function writeEntries(
  desk: Desk,
  by: By,
  present: readonly RegisteredSystem[],
  given: readonly EntryToWrite[],
): Promise<number[]> {
  const rows = new Map(present.map((one) => [one.id, one]));
  await addRows(
    desk,
    by,
    given.filter(({ id }) => id === undefined),
  );
  const ids = new Map((await namesOf(desk, by)).map(({ id, nameKey }) => [nameKey, id]));
  const written = given.map(({ id, entry }): Written => {
    const known = id ?? ids.get(folded(entry.name)) ?? 0;
    return { id: known, entry, before: rows.get(known) };
  });
  for (const { id, entry } of written) ids.set(folded(entry.name), id); // one of them may have another name now
  await fillRows(written, ids);
  const changes = written.map(({ id, entry, before }) => ({
    subjectId: id,
    was: before ? entryOf(before) : null,
    is: entry,
  }));
  await noteSettings(desk, by, 'system', changes);
  return written.map(({ id }) => id);
}

/** New rows. What comes before them has no numbers yet. */
const addRows = (desk: Desk, { organisationId }: By, given: readonly EntryToWrite[]): Promise<void> =>
  insertMany(
    System,
    given.map(({ entry }) => ({
      ...columnsOf(entry),
      ...{ after: '[]', version: 1, organisationId, createdAt: desk.clock() },
    })),
  );

/** What new rows come after, and all of the others, each in its next version. A system with another name keeps its place in the order. */
async function fillRows(written: readonly Written[], ids: ReadonlyMap<string, number>): Promise<void> {
  const afterOf = ({ after }: SystemEntry) =>
    JSON.stringify(after.flatMap((name) => ids.get(folded(name)) ?? []));
  await updateMany(
    System,
    written.flatMap(({ id, entry, before }) =>
      before ? [{ ...columnsOf(entry), id, after: afterOf(entry), version: before.version + 1 }] : [],
    ),
  );
  await updateMany(
    System,
    written.flatMap(({ id, entry, before }) =>
      !before && entry.after.length > 0 ? [{ id, after: afterOf(entry) }] : [],
    ),
  );
}

/** The columns of an entry that say nothing of other rows. */
const columnsOf = (entry: SystemEntry) => ({
  ...entry,
  nameKey: folded(entry.name),
  categories: JSON.stringify(entry.categories),
  identifiers: JSON.stringify(entry.identifiers),
  instructions: JSON.stringify(entry.instructions),
});

const namesOf = ({ database }: Desk, { organisationId }: By) =>
  selectList<{ id: number; nameKey: string }>(
    database,
    { id: 'id', nameKey: 'name_key' },
    'FROM systems WHERE organisation_id = :organisationId',
    { organisationId },
  );
