import { parseArgs } from 'node:util';
import type { ImportPlan } from '../domain/systems/importPlan.ts';
import { COLUMNS, cellsOf } from '../domain/systems/systemCsv.ts';
import type { By, Desk } from '../models/desk.ts';
import { decoded } from '../models/fileContent/text.ts';
import { importSystems, previewImport } from '../models/system/importTable.ts';
import { systemsOf } from '../models/system/register.ts';
import { csvTable } from '../views/csv.ts';
import { sentenceOf } from '../views/faults.ts';
import { translator } from '../views/i18n.ts';
import { readInput } from './inputFile.ts';
import { ofOrganisation } from './ofOrganisation.ts';
import { type CommandResult, done, EXIT, WrongUsage } from './result.ts';
import { usageOf } from './usage.ts';

const USAGE = usageOf('systems');

/** `systems import` and `systems export`: the register of an organisation as a table. */
export async function systemsCommand([verb, ...args]: string[]): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      organisation: { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [file, ...more] = positionals;
  if (verb === 'export' && !file && !values['dry-run'] && !values.json)
    return ofOrganisation(values.organisation, exported);
  if (verb !== 'import' || !file || more.length > 0) throw new WrongUsage(USAGE);
  const table = decoded(readInput(file));
  return ofOrganisation(values.organisation, async (desk, by) => {
    const preview = await previewImport(desk, by, table);
    if (values['dry-run'] || preview.faults.length > 0) return told(preview, values.json, false);
    return told(await importSystems(desk, by, table), values.json, true);
  });
}

async function exported(desk: Desk, by: By): Promise<CommandResult> {
  const columns = COLUMNS.map((key) => ({ key, header: key }));
  const table = csvTable(columns, 'en');
  for (const system of await systemsOf(desk, by)) table.write(cellsOf(system));
  table.end();
  let stdout = '';
  for await (const part of table) stdout += part;
  return { exitCode: EXIT.done, stdout };
}

function told(plan: ImportPlan, json: boolean | undefined, isDone: boolean): CommandResult {
  const { added, changed, unchanged } = plan;
  const t = translator('en');
  const faults = plan.faults.map(({ line, column, fault }) => ({
    line,
    column,
    fault: sentenceOf(t, fault),
  }));
  const names = { added: added.map(({ name }) => name), changed: changed.map(({ entry }) => entry.name) };
  const value = { ...names, unchanged, faults, imported: isDone };
  const counts = `Added: ${added.length}. Changed: ${changed.length}. Unchanged: ${unchanged}.`;
  const lines = [
    ...faults.map(({ line, column, fault }) => `line ${line}, ${column}: ${fault}`),
    faults.length > 0
      ? 'Nothing was imported.'
      : `${isDone ? 'Imported.' : 'This would be imported.'} ${counts}`,
  ];
  return { ...done(json, value, lines), exitCode: faults.length > 0 ? EXIT.no : EXIT.done };
}
