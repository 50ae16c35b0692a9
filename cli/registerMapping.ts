import { z } from 'zod';
import { DAY_COLUMNS, REGISTER_COLUMNS, WORD_COLUMNS } from '../domain/register/columns.ts';
import { DAY_ORDERS } from '../domain/register/days.ts';
import { DEFAULT_COLUMNS, NO_MAPPING, type RegisterMapping } from '../domain/register/mapping.ts';
import { readJson } from './jsonFile.ts';
import { UnreadableInput } from './result.ts';

const Column = z.enum(['', ...REGISTER_COLUMNS]);
const wordColumns = Object.keys(WORD_COLUMNS) as (keyof typeof WORD_COLUMNS)[];

const Whole = z.strictObject({
  columns: z.record(z.string(), Column).default({}),
  values: z.partialRecord(z.enum(wordColumns), z.record(z.string(), z.string())).default({}),
  days: z.partialRecord(z.enum(DAY_COLUMNS), z.enum(DAY_ORDERS)).default({}),
  defaults: z.partialRecord(z.enum(DEFAULT_COLUMNS), z.string()).default({}),
});

/** A list of columns alone, by the headings of the table. */
const ColumnsAlone = z.record(z.string(), Column);

/** Reads what `--mapping` names. */
export function readRegisterMapping(path: string | undefined): RegisterMapping {
  if (!path) return NO_MAPPING;
  const given = readJson(path);
  const alone = ColumnsAlone.safeParse(given);
  if (alone.success) return { ...NO_MAPPING, columns: alone.data };
  const whole = Whole.safeParse(given);
  if (whole.success) return whole.data;
  const [issue] = whole.error.issues;
  throw new UnreadableInput(`${path} is no mapping: ${issue?.path.join('.')}: ${issue?.message}`);
}
