import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { decoded } from '../models/fileContent/text.ts';
import { checkRegister, type FoundInTable, importRegister } from '../models/registerImport/run.ts';
import { sentenceOf } from '../views/faults.ts';
import { translator } from '../views/i18n.ts';
import { knownWords } from '../views/registerImport/known.ts';
import { readInput } from './inputFile.ts';
import { ofOrganisation } from './ofOrganisation.ts';
import { readRegisterMapping } from './registerMapping.ts';
import { type CommandResult, done, EXIT, WrongUsage } from './result.ts';
import { usageOf } from './usage.ts';

/** `import FILE.csv`: takes a register of requests in, whole or not at all unless `--only-good` is given. */
export async function importCommand(args: string[]): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      organisation: { type: 'string' },
      mapping: { type: 'string' },
      'dry-run': { type: 'boolean' },
      'only-good': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new WrongUsage(usageOf('import'));
  const table = {
    text: decoded(readInput(file)),
    fileName: basename(file),
    mapping: readRegisterMapping(values.mapping),
    known: knownWords(),
    onlyGood: values['only-good'] ?? false,
  };
  return ofOrganisation(values.organisation, async (desk, by) => {
    if (values['dry-run']) return told({ ...(await checkRegister(desk, by, table)), made: 0 }, values);
    return told(await importRegister(desk, by, table), values);
  });
}

type AskedFor = { json?: boolean; 'dry-run'?: boolean };

function told({ read, good, made, ...found }: FoundInTable & { made: number }, how: AskedFor): CommandResult {
  const t = translator('en');
  const faults = found.faults.map(({ line, column, fault }) => ({
    line,
    column,
    fault: sentenceOf(t, fault),
  }));
  const notes = found.notes.map(({ line, column, said, is }) => ({ line, column, said, is }));
  const value = { read, made, faults, ...(notes.length > 0 && { notes }) };
  const lines = [
    ...faults.map(({ line, column, fault }) => `line ${line}, ${column}: ${fault}`),
    ...notes.map(
      ({ line, column, said, is }) =>
        `line ${line}, ${column}: the table says ${said}, here it is ${is || 'nothing'}.`,
    ),
    how['dry-run']
      ? `Read: ${read}. Without a fault: ${good}. Nothing was written.`
      : `Read: ${read}. Made: ${made}.`,
  ];
  const isWhole = faults.length === 0 || made > 0;
  return { ...done(how.json, value, lines), exitCode: isWhole ? EXIT.done : EXIT.no };
}
