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

/** The calendar that the file names, or else the policy's. */
export function calendarIn({ calendar }: FactsFile, otherwise: string): HolidayCalendar {
  return typeof calendar === 'object'
    ? calendarOfDays(calendar.holidays)
    : holidayCalendar(calendar ?? otherwise);
}

/**
 * Converts the facts of a file to those that the domain computes with. A day without a time is its first instant in the zone,
 * or, on the day of the receipt or the question, the instant of that, so that it does not come before it.
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

/** Throws the RuleViolation `facts-contradict` if the facts cannot all have happened as given, in the words of the file. */
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

/** A fact's key in a file: `identity-asked` is `identityAskedAt`; a promise goes by its own key. */
function keyOf(fact: string, clocks: Policy['clocks']): string {
  if (clocks.some(({ id }) => id === fact.split('@')[0])) return fact;
  const words = fact.replaceAll(/-[a-z]/g, (letter) => letter.slice(1).toUpperCase());
  return fact === ANNOUNCED_DAY ? words : `${words}At`;
}

/** Throws if the file mentions a promise that the policy does not make: it would otherwise be ignored silently. */
export function assertClocksKnown({ fulfilled, cancelled }: FactsFile, { clocks, retentions }: Policy): void {
  const known = [...clocks, ...retentions].flatMap(({ id, pack }) => [id, `${id}@${pack}`]);
  for (const [name, told] of Object.entries({ fulfilled, cancelled })) {
    const unknown = Object.keys(told).find((key) => !known.includes(key));
    if (unknown === undefined) continue;
    const ids = clocks.map(({ id }) => id).join(', ');
    throw new UnreadableInput(`${name}: the policy has no clock ${unknown}; give one of ${ids}`);
  }
}

/**
 * Facts that have their own key but stand under `other`. Given in both places they contradict each other; under `other` alone
 * they count.
 */
function ownKeys(file: FactsFile): Partial<FactsFile> {
  const facts = Object.entries(named(file.other)).filter(([fact]) =>
    REQUEST_FACTS.some((one) => one === fact),
  );
  return Object.fromEntries(
    facts.map(([fact, text]) => {
      const key = keyOf(fact, []) as keyof FactsFile;
      if (file[key] !== undefined) throw new UnreadableInput(`other: ${fact} is given twice, also as ${key}`);
      return [key, text];
    }),
  );
}

/** An instant, or the start of a day; on the day of an earlier fact, that fact's instant. */
function instantIn(text: string, zone: string, after?: Date): Date {
  const read = parseReceived(text, zone);
  if ('receivedAt' in read) return read.receivedAt;
  return after && localDate(after, zone) === read.receivedOn ? after : startOfDay(read.receivedOn, zone);
}

/** An identity may be confirmed unasked; an answered question or a paid fee that nobody asked for is a contradiction. */
const unasked = (fact: string, earlier: string): RuleViolation =>
  new RuleViolation('fact-without-question', { fact, earlier });

const wait = (reason: PauseReason, askedAt?: Date, answeredAt?: Date): Facts['pauses'] =>
  askedAt ? [{ reason, askedAt, answeredAt }] : [];

const present = (facts: Record<string, Date | undefined>): Record<string, Date> =>
  Object.fromEntries(Object.entries(facts).filter((fact): fact is [string, Date] => fact[1] !== undefined));

/** Accepts `breach-known`, `breachKnown` and `breachKnownAt`. Throws on a fact from which nothing can start. */
function named(other: Record<string, string>): Record<string, string> {
  const told = new Set<string>();
  const entries = Object.entries(other).map(([name, text]) => {
    const kebab = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const fact = STARTING_FACTS.find(
      (one) => one === kebab || `${one}-at` === kebab || `${one}-on` === kebab,
    );
    if (fact) {
      if (told.has(fact)) throw new UnreadableInput(`other: ${fact} is given twice`);
      told.add(fact);
      return [fact, text] as const;
    }
    throw new UnreadableInput(`other: no clock starts at ${name}; give one of ${STARTING_FACTS.join(', ')}`);
  });
  return Object.fromEntries(entries);
}
