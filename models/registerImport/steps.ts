import { assertMay } from '../../domain/permissions.ts';
import { understood } from '../../domain/register/look.ts';
import { completed, type KnownWords, type RegisterMapping } from '../../domain/register/mapping.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { sealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { RegisterImport } from '../registerImport.ts';
import { isAtWork } from './find.ts';
import { findingsOf, forgetTable, type KeptFindings, keptText, keyOfOrganisation } from './keep.ts';
import { checkTable, writeTable } from './run.ts';

/** What a step is given: the table that it is about, and the words that the desk knows. */
type StepInput = { run: RegisterImport; known: KnownWords };

/** So many faults are kept to be shown; all are counted. */
const MOST_KEPT = 500;

/**
 * Notes what the columns of a table are, and begins to check its lines; what is returned does it. Throws the first of what is still open: which
 * column is which, or which comes first in its days.
 */
export async function beginToCheck(
  desk: Desk,
  by: By,
  { run, known, mapping: said }: StepInput & { mapping: RegisterMapping },
): Promise<() => Promise<void>> {
  assertMay(by, 'import-requests');
  const key = await keyOfOrganisation(desk, by);
  const { look } = findingsOf(key, run);
  const header = look.columns.map(({ heading }) => heading);
  const mapping = completed(header, said, known);
  await claim(desk, run, ['given', 'checked', 'checking'], {
    state: 'given',
    mapping: JSON.stringify(mapping),
  });
  const [fault] = understood(look, mapping).faults;
  if (fault) throw fault;
  await claim(desk, run, ['given'], { state: 'checking', touchedAt: desk.clock() });
  return async () => {
    const table = {
      text: await keptText(desk, key, run),
      fileName: run.fileName,
      mapping,
      known,
      onlyGood: false,
    };
    const told = async () => void (await run.update({ touchedAt: desk.clock() }));
    const { good, faults, notes } = await checkTable(desk, by, table, look, told);
    const found: KeptFindings = {
      look,
      check: {
        good,
        faults: faults
          .slice(0, MOST_KEPT)
          .map(({ line, column, fault: { code, data } }) => ({ line, column, code, data })),
        manyFaults: faults.length,
        notes: notes.slice(0, MOST_KEPT),
        manyNotes: notes.length,
      },
    };
    const touchedAt = desk.clock();
    await run.update({ state: 'checked', faulty: run.read - good, found: sealJson(key, found), touchedAt });
  };
}

/**
 * Begins to write the lines of a checked table, or goes on where that was broken off; what is returned does it. Throws `import-faulty` where
 * some line has a fault and it was not chosen to import the others, and `nothing-to-import`.
 */
export async function beginToWrite(
  desk: Desk,
  by: By,
  { run, known, onlyGood }: StepInput & { onlyGood: boolean },
): Promise<() => Promise<void>> {
  assertMay(by, 'import-requests');
  const key = await keyOfOrganisation(desk, by);
  const { check } = findingsOf(key, run);
  if (!check || check.good === 0) throw new RuleViolation('nothing-to-import');
  if (check.manyFaults > 0 && !onlyGood)
    throw new RuleViolation('import-faulty', { count: check.manyFaults });
  await claim(desk, run, ['checked', 'writing'], { state: 'writing', onlyGood, touchedAt: desk.clock() });
  return async () => {
    const mapping = JSON.parse(run.mapping) as RegisterMapping;
    const text = await keptText(desk, key, run);
    await writeTable(desk, by, run, { text, fileName: run.fileName, mapping, known, onlyGood });
    await forgetTable(desk, run);
    await run.update({ found: sealJson(key, { look: { ...NOTHING_KEPT, lines: run.read }, check }) });
  };
}

/** Of a table that was written no line stays, only what was wrong with some. */
const NOTHING_KEPT = { columns: [], first: [] };

/** Changes a run unless another process works on it, or it is elsewhere by now. Throws `import-moved-on`. */
async function claim(
  desk: Desk,
  run: RegisterImport,
  from: readonly RegisterImport['state'][],
  values: Partial<Pick<RegisterImport, 'state' | 'mapping' | 'onlyGood' | 'touchedAt'>>,
): Promise<void> {
  if (isAtWork(run, desk.clock())) throw new RuleViolation('import-moved-on');
  const { id, touchedAt } = run;
  const [claimed] = await RegisterImport.update(values, { where: { id, state: [...from], touchedAt } });
  if (claimed === 0) throw new RuleViolation('import-moved-on');
  await run.reload();
}
