import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { REGISTER_COLUMNS, REGISTER_SHAPE } from '../domain/register/columns.ts';
import { everyRegisterLine } from '../models/registerExport.ts';
import { csvTable } from '../views/csv.ts';
import { unwritable } from './inputFile.ts';
import { ofOrganisation } from './ofOrganisation.ts';
import { type CommandResult, done, EXIT, failed, WrongUsage } from './result.ts';
import { usageOf } from './usage.ts';
import { isDeskThere } from './withDesk.ts';

/** `export FILE.csv`: the whole register of requests as `import` takes it; `--details` adds what was asked, charged and done. */
export async function exportCommand(args: string[]): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      organisation: { type: 'string' },
      details: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new WrongUsage(usageOf('export'));
  if (!(await isDeskThere())) return failed(EXIT.no, 'There is no desk here yet: no register to write.');
  const columns = (values.details ? REGISTER_COLUMNS : REGISTER_SHAPE).map((key) => ({ key, header: key }));
  return ofOrganisation(values.organisation, async (desk, by) => {
    let written = 0;
    const lines = async function* () {
      for await (const line of everyRegisterLine(desk, by)) {
        written += 1;
        yield line;
      }
    };
    await pipeline(
      Readable.from(lines()),
      csvTable(columns, 'en'),
      createWriteStream(file, { mode: 0o600 }),
    ).catch((error) => {
      throw unwritable(file, error);
    });
    return done(values.json, { written }, [`Written: ${written}.`]);
  });
}
