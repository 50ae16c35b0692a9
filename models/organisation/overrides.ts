import { type CalendarDate, calendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import { assertMay } from '../../domain/permissions.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import {
  assertKeepable,
  keyOfNumber,
  type Override,
  overridesOn,
  policyOfPack,
} from '../../domain/policies/overrides.ts';
import type { Policy } from '../../domain/policies/policy.ts';
import type { PolicyRow } from '../../domain/policies/situation.ts';
import { beside, RuleViolation } from '../../domain/ruleViolation.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import type { Organisation } from '../organisation.ts';
import { isKnownPolicy } from './faults.ts';
import { lockedOrganisation } from './find.ts';
import { policiesOf } from './policies.ts';

const LONGEST = 500;

/** All periods that an organisation has set itself, the oldest first. */
export const overridesOf = ({ clockOverrides }: Pick<Organisation, 'clockOverrides'>): Override[] =>
  JSON.parse(clockOverrides) as Override[];

/** Those that apply to a request received on a day, as its row stores them. */
export const overridesFor = (
  organisation: Pick<Organisation, 'clockOverrides'>,
  receivedOn: CalendarDate,
): string => JSON.stringify(overridesOn(overridesOf(organisation), receivedOn));

/** The clocks whose period the organisation may set today, under any of its policies that are on this desk. */
export function openClocks(
  { packs, clock }: Pick<Desk, 'packs' | 'clock'>,
  { zone }: Pick<Organisation, 'zone'>,
  rows: readonly PolicyRow[],
): Policy['clocks'] {
  const known = [...new Set(rows.map(({ policy }) => policy))].filter((policy) =>
    isKnownPolicy(packs, policy),
  );
  const clocks = known.flatMap((policy) => policyFor(packs, policy, localDate(clock(), zone)).clocks);
  const open = clocks.filter(({ chosen }) => chosen);
  return open.filter(
    (clock, place) => open.findIndex((each) => keyOfNumber(each) === keyOfNumber(clock)) === place,
  );
}

/** The clock with a key, or with an id that only one policy uses. */
function clockNamed(open: Policy['clocks'], key: string): Policy['clocks'][number] | undefined {
  const ofId = open.filter(({ id }) => id === key);
  return open.find((clock) => keyOfNumber(clock) === key) ?? (ofId.length === 1 ? ofId[0] : undefined);
}

/** A period as given: for which clock, how long, from which day of receipt on, and why. */
type GivenNumber = { clock: string; period: string; from: string; reason: string };

/** Every fault of it, in the order of its form. */
export function numberFaults(
  open: Policy['clocks'],
  { clock, period, from, reason }: GivenNumber,
): RuleViolation[] {
  const faults: RuleViolation[] = [];
  const must = (holds: boolean, code: string, field: string, data = {}) =>
    void (holds || faults.push(new RuleViolation(code, data, field)));
  const readable = (field: string, read: () => unknown) => {
    try {
      beside(field, read);
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      faults.push(error);
    }
  };
  must(clockNamed(open, clock) !== undefined, 'clock-not-chosen', 'clock');
  if (period.trim() === '') must(false, 'period-missing', 'period');
  else readable('period', () => assertKeepable(period));
  if (from === '') must(false, 'date-missing', 'from');
  else readable('from', () => calendarDate(from));
  must(reason.trim() !== '', 'reason-missing', 'reason');
  must(reason.length <= LONGEST, 'text-too-long', 'reason', { most: LONGEST });
  return faults;
}

/**
 * Sets a clock's period from a day of receipt on. Former periods stay in the list, with who set them and when. Only where
 * the pack marks its period as the author's choice.
 */
export async function overrideClock(desk: Desk, by: By, given: GivenNumber): Promise<void> {
  assertMay(by, 'change-settings');
  await inTransaction(desk.database, async () => {
    const organisation = await lockedOrganisation(by.organisationId);
    const rows = await policiesOf(desk, by);
    const open = openClocks(desk, organisation, rows);
    const [fault] = numberFaults(open, given);
    if (fault) throw fault;
    const clock = clockNamed(open, given.clock) as Policy['clocks'][number];
    const from = calendarDate(given.from);
    const key = { clock: clock.id, policy: policyOfPack(clock.pack) };
    const own: Override = { ...given, ...key, from, by: by.actor, at: desk.clock().toISOString() };
    await organisation.update({ clockOverrides: JSON.stringify([...overridesOf(organisation), own]) });
  });
}
