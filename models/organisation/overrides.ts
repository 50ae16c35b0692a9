import { type CalendarDate, calendarDate } from '../../domain/calendar/calendarDate.ts';
import { parsePeriod } from '../../domain/calendar/periodText.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import { type Override, overridesOn } from '../../domain/policies/overrides.ts';
import type { Policy } from '../../domain/policies/policy.ts';
import { beside, RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import type { Organisation } from '../organisation.ts';
import { inTransaction } from '../transaction.ts';
import { isKnownPolicy } from './faults.ts';
import { heldOrganisation } from './find.ts';

const LONGEST = 500;

/** Every number that an organisation has given itself, the first first. */
export const overridesOf = ({ clockOverrides }: Pick<Organisation, 'clockOverrides'>): Override[] =>
  JSON.parse(clockOverrides) as Override[];

/** Those that count for a request received on a day, as its row keeps them. */
export const overridesFor = (
  organisation: Pick<Organisation, 'clockOverrides'>,
  receivedOn: CalendarDate,
): string => JSON.stringify(overridesOn(overridesOf(organisation), receivedOn));

/** The clocks whose number an organisation may give itself today; none where its policy is not on this desk any more. */
export function openClocks(
  desk: Desk,
  { policy, zone }: Pick<Organisation, 'policy' | 'zone'>,
): Policy['clocks'] {
  if (!isKnownPolicy(desk.packs, policy)) return [];
  return policyFor(desk.packs, policy, localDate(desk.clock(), zone)).clocks.filter(({ chosen }) => chosen);
}

/**
 * Gives a clock the organisation's own period from a day of receipt on. Former numbers stay in the list, with who gave them
 * and when. Only where the pack says that the number was chosen.
 */
export async function overrideClock(
  desk: Desk,
  by: By,
  given: { clock: string; period: string; from: string; reason: string },
): Promise<void> {
  await inTransaction(desk.database, async () => {
    const organisation = await heldOrganisation(by.organisationId);
    if (!openClocks(desk, organisation).some(({ id }) => id === given.clock))
      throw new RuleViolation('clock-not-chosen', {}, 'clock');
    beside('period', () => parsePeriod(given.period));
    const from = beside('from', () => calendarDate(given.from));
    if (!given.reason) throw new RuleViolation('reason-missing', {}, 'reason');
    if (given.reason.length > LONGEST) throw new RuleViolation('text-too-long', { most: LONGEST }, 'reason');
    const own: Override = { ...given, from, by: by.actor, at: desk.clock().toISOString() };
    await organisation.update({ clockOverrides: JSON.stringify([...overridesOf(organisation), own]) });
  });
}
