import { z } from 'zod';
import { isCalendarDate } from '../domain/calendar/calendarDate.ts';
import { faultsOf, only } from '../domain/fault.ts';
import { readJson } from './jsonFile.ts';
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

/** Reads a facts file. Throws on an unknown key, naming it. */
export const readFactsFile = (path: string): FactsFile => parseFacts(readJson(path), path);

/** Reads the facts in a file or in one of its cases; `where` begins the error message. */
export function parseFacts(content: unknown, where: string): FactsFile {
  const result = fileSchema.safeParse(content);
  if (result.success) return result.data;
  const faults = faultsOf(result.error).map((fault) => [...fault.path, fault.message].join(': '));
  throw new UnreadableInput(`${where}: ${faults.join('; ')}`);
}
