import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isCalendarDate } from '../domain/calendar/calendarDate.ts';
import { calendarOfDays, type HolidayCalendar, holidayCalendar } from '../domain/calendar/holidays.ts';
import { parseReceived, startOfDay } from '../domain/calendar/zone.ts';
import type { Facts } from '../domain/deadlines/deadline.ts';
import { faultsOf, only } from '../domain/fault.ts';
import { STARTING_FACTS } from '../domain/policies/facts.ts';
import type { PauseReason } from '../domain/policies/policy.ts';
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
  const result = fileSchema.safeParse(content);
  if (result.success) return result.data;
  const faults = faultsOf(result.error).map((fault) => [...fault.path, fault.message].join(': '));
  throw new UnreadableInput(`${path}: ${faults.join('; ')}`);
}

/** The calendar that the file names, or that of the policy. */
export function calendarIn({ calendar }: FactsFile, otherwise: string): HolidayCalendar {
  return typeof calendar === 'object'
    ? calendarOfDays(calendar.holidays)
    : holidayCalendar(calendar ?? otherwise);
}

/** The facts as the domain computes with them. A moment given as a day is its first instant in the zone. */
export function factsFrom(file: FactsFile, zone: string): Facts {
  const at = (text: string): Date => {
    const read = parseReceived(text, zone);
    return 'receivedAt' in read ? read.receivedAt : startOfDay(read.receivedOn, zone);
  };
  const perhaps = (text: string | undefined) => (text === undefined ? undefined : at(text));
  const all = (texts: Record<string, string>) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, at(text)]));
  const wait = (reason: PauseReason, asked?: string, answered?: string): Facts['pauses'] =>
    asked === undefined ? [] : [{ reason, askedAt: at(asked), answeredAt: perhaps(answered) }];
  const { receivedAt, identityAskedAt, identityConfirmedAt, clarificationAskedAt, clarifiedAt } = file;
  const acts = {
    'identity-asked': identityAskedAt,
    'identity-confirmed': identityConfirmedAt,
    'clarification-asked': clarificationAskedAt,
    clarified: clarifiedAt,
  };
  const told = Object.entries(acts).filter((act): act is [string, string] => act[1] !== undefined);
  return {
    receivedAt: at(receivedAt),
    receivedOn: isCalendarDate(receivedAt) ? receivedAt : undefined,
    zone,
    pauses: [
      ...wait('identity', identityAskedAt, identityConfirmedAt),
      ...wait('clarification', clarificationAskedAt, clarifiedAt),
      ...wait('fee', file.feeAskedAt, file.feePaidAt),
    ],
    extensionNoticeSentAt: perhaps(file.extensionNoticeSentAt),
    answeredAt: perhaps(file.answeredAt),
    refusedAt: perhaps(file.refusedAt),
    endedAt: perhaps(file.endedAt),
    fulfilled: all(file.fulfilled),
    cancelled: all(file.cancelled),
    other: { ...all(Object.fromEntries(told)), ...all(named(file.other)) },
  };
}

/** `breach-known`, also written `breachKnown` or `breachKnownAt`. A fact from which nothing can start is a fault. */
function named(other: Record<string, string>): Record<string, string> {
  const entries = Object.entries(other).map(([name, text]) => {
    const kebab = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const fact = STARTING_FACTS.find(
      (one) => one === kebab || `${one}-at` === kebab || `${one}-on` === kebab,
    );
    if (fact) return [fact, text] as const;
    throw new UnreadableInput(`other: no clock starts at ${name}; give one of ${STARTING_FACTS.join(', ')}`);
  });
  return Object.fromEntries(entries);
}
