import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isCalendarDate } from '../domain/calendar/calendarDate.ts';
import { faultsOf, only } from '../domain/fault.ts';
import { UnreadableInput } from './result.ts';

const text = z.string().min(1);
const moments = z.record(text, text).default({});
const fileSchema = only({
  receivedAt: text,
  zone: text.optional(),
  calendar: z.union([text, only({ holidays: z.array(text) })]).optional(),
  identityAskedAt: text.optional(),
  identityConfirmedAt: text.optional(),
  clarificationAskedAt: text.optional(),
  clarifiedAt: text.optional(),
  feeAskedAt: text.optional(),
  feePaidAt: text.optional(),
  extensionNoticeSentAt: text.optional(),
  extensionUntil: z.string().refine(isCalendarDate, 'a day that exists, YYYY-MM-DD').optional(),
  answeredAt: text.optional(),
  refusedAt: text.optional(),
  endedAt: text.optional(),
  fulfilled: moments,
  cancelled: moments,
  other: moments,
});
export type FactsFile = z.output<typeof fileSchema>;

/** What a facts file says (INTERFACES, `deadlines`). What it does not know is a fault that names the key. */
export function readFactsFile(path: string): FactsFile {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UnreadableInput(`${path}: ${(error as Error).message}`);
  }
  return readFacts(content, path);
}

/** The facts in a file or in one of its cases; `where` begins the line of a fault. */
export function readFacts(content: unknown, where: string): FactsFile {
  const result = fileSchema.safeParse(content);
  if (result.success) return result.data;
  const faults = faultsOf(result.error).map((fault) => [...fault.path, fault.message].join(': '));
  throw new UnreadableInput(`${where}: ${faults.join('; ')}`);
}
