import { isCalendarDate } from '../domain/calendar/calendarDate.ts';
import { calendarOfDays, type HolidayCalendar, holidayCalendar } from '../domain/calendar/holidays.ts';
import { localDate, parseReceived, startOfDay } from '../domain/calendar/zone.ts';
import { contradictionsIn, endedTwice } from '../domain/deadlines/contradictions.ts';
import type { Facts } from '../domain/deadlines/deadline.ts';
import { REQUEST_FACTS, STARTING_FACTS } from '../domain/policies/facts.ts';
import { ANNOUNCED_DAY } from '../domain/policies/factsAsked.ts';
import type { PauseReason, Policy } from '../domain/policies/policy.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import type { FactsFile } from './factsFile.ts';
import { UnreadableInput } from './result.ts';

/** The calendar that the file names, or that of the policy. */
export function calendarIn({ calendar }: FactsFile, otherwise: string): HolidayCalendar {
  return typeof calendar === 'object'
    ? calendarOfDays(calendar.holidays)
    : holidayCalendar(calendar ?? otherwise);
}

/**
 * The facts as the domain computes with them. A moment given as a day is its first instant in the zone, or that of the receipt
 * or the question which lies on that day: what is told by its day alone does not come before.
 */
export function factsFrom(given: FactsFile, zone: string): Facts {
  const file = { ...given, ...ownKeys(given), other: named(given.other) };
  const receivedAt = instantIn(file.receivedAt, zone);
  const perhaps = (text: string | undefined, after = receivedAt) =>
    text === undefined ? undefined : instantIn(text, zone, after);
  const all = (texts: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, instantIn(text, zone, receivedAt)]),
    );
  const identityAskedAt = perhaps(file.identityAskedAt);
  const clarificationAskedAt = perhaps(file.clarificationAskedAt);
  const feeAskedAt = perhaps(file.feeAskedAt);
  const identityConfirmedAt = perhaps(file.identityConfirmedAt, identityAskedAt);
  const clarifiedAt = perhaps(file.clarifiedAt, clarificationAskedAt);
  const feePaidAt = perhaps(file.feePaidAt, feeAskedAt);
  if (clarifiedAt && !clarificationAskedAt) throw unasked('clarifiedAt', 'clarificationAskedAt');
  if (feePaidAt && !feeAskedAt) throw unasked('feePaidAt', 'feeAskedAt');
  if (file.extensionUntil && !file.extensionNoticeSentAt)
    throw unasked('extensionUntil', 'extensionNoticeSentAt');
  const told = {
    'identity-asked': identityAskedAt,
    'identity-confirmed': identityConfirmedAt,
    'clarification-asked': clarificationAskedAt,
    clarified: clarifiedAt,
  };
  return {
    receivedAt,
    receivedOn: isCalendarDate(file.receivedAt) ? file.receivedAt : undefined,
    zone,
    pauses: [
      ...wait('identity', identityAskedAt, identityConfirmedAt),
      ...wait('clarification', clarificationAskedAt, clarifiedAt),
      ...wait('fee', feeAskedAt, feePaidAt),
    ],
    extensionNoticeSentAt: perhaps(file.extensionNoticeSentAt),
    extensionUntil: isCalendarDate(file.extensionUntil) ? file.extensionUntil : undefined,
    answeredAt: perhaps(file.answeredAt),
    refusedAt: perhaps(file.refusedAt),
    endedAt: perhaps(file.endedAt),
    fulfilled: all(file.fulfilled),
    cancelled: all(file.cancelled),
    other: { ...present(told), ...all(file.other) },
  };
}

/** RuleViolation `facts-contradict` where the facts cannot all have happened as they are told, in the words of the file. */
export function assertPossible(facts: Facts, clocks: Policy['clocks']): void {
  const twice = endedTwice(facts);
  if (twice) throw new RuleViolation('clock-ended-twice', { clock: twice });
  const [first] = contradictionsIn(facts, clocks);
  if (!first) return;
  const { fact, at, earlier, earlierAt } = first;
  const said = { fact: keyOf(fact, clocks), earlier: keyOf(earlier, clocks) };
  throw new RuleViolation('facts-contradict', {
    ...said,
    at: at.toISOString(),
    earlierAt: earlierAt.toISOString(),
  });
}

/** `identity-asked` is `identityAskedAt` in a file; a promise is told by its key. */
function keyOf(fact: string, clocks: Policy['clocks']): string {
  if (clocks.some(({ id }) => id === fact.split('@')[0])) return fact;
  const words = fact.replaceAll(/-[a-z]/g, (letter) => letter.slice(1).toUpperCase());
  return fact === ANNOUNCED_DAY ? words : `${words}At`;
}

/** Throws where something is told of a promise that the policy does not make: it would say nothing, and nobody would see. */
export function assertKnown({ fulfilled, cancelled }: FactsFile, { clocks, retentions }: Policy): void {
  const known = [...clocks, ...retentions].flatMap(({ id, pack }) => [id, `${id}@${pack}`]);
  for (const [name, told] of Object.entries({ fulfilled, cancelled })) {
    const unknown = Object.keys(told).find((key) => !known.includes(key));
    if (unknown === undefined) continue;
    const ids = clocks.map(({ id }) => id).join(', ');
    throw new UnreadableInput(`${name}: the policy has no clock ${unknown}; give one of ${ids}`);
  }
}

/** What has a key of its own and is told under `other` too. Told twice, it contradicts itself; told there alone, it counts. */
function ownKeys(file: FactsFile): Partial<FactsFile> {
  const facts = Object.entries(named(file.other)).filter(([fact]) =>
    REQUEST_FACTS.some((one) => one === fact),
  );
  return Object.fromEntries(
    facts.map(([fact, text]) => {
      const key = keyOf(fact, []) as keyof FactsFile;
      if (file[key] !== undefined) throw new UnreadableInput(`other: ${fact} is told twice, as ${key} too`);
      return [key, text];
    }),
  );
}

/** An instant, or the first one of a day; on the day of an earlier fact it is that fact's. */
function instantIn(text: string, zone: string, after?: Date): Date {
  const read = parseReceived(text, zone);
  if ('receivedAt' in read) return read.receivedAt;
  return after && localDate(after, zone) === read.receivedOn ? after : startOfDay(read.receivedOn, zone);
}

/** An identity may be confirmed unasked; what clears up a question or pays a fee that nobody asked for contradicts itself. */
const unasked = (fact: string, earlier: string): RuleViolation =>
  new RuleViolation('fact-without-question', { fact, earlier });

const wait = (reason: PauseReason, askedAt?: Date, answeredAt?: Date): Facts['pauses'] =>
  askedAt ? [{ reason, askedAt, answeredAt }] : [];

const present = (facts: Record<string, Date | undefined>): Record<string, Date> =>
  Object.fromEntries(Object.entries(facts).filter((fact): fact is [string, Date] => fact[1] !== undefined));

/** `breach-known`, also written `breachKnown` or `breachKnownAt`. A fact from which nothing can start is a fault. */
function named(other: Record<string, string>): Record<string, string> {
  const told = new Set<string>();
  const entries = Object.entries(other).map(([name, text]) => {
    const kebab = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const fact = STARTING_FACTS.find(
      (one) => one === kebab || `${one}-at` === kebab || `${one}-on` === kebab,
    );
    if (fact) {
      if (told.has(fact)) throw new UnreadableInput(`other: ${fact} is told twice`);
      told.add(fact);
      return [fact, text] as const;
    }
    throw new UnreadableInput(`other: no clock starts at ${name}; give one of ${STARTING_FACTS.join(', ')}`);
  });
  return Object.fromEntries(entries);
}
