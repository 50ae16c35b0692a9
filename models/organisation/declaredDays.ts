import { calendarDate } from '../../domain/calendar/calendarDate.ts';
import type { DeclaredDay } from '../../domain/calendar/declaredDay.ts';
import { assertDeclarable } from '../../domain/calendar/declaredDays.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import { assertMay } from '../../domain/permissions.ts';
import { beside, RuleViolation } from '../../domain/ruleViolation.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import type { Organisation } from '../organisation.ts';
import { lockedOrganisation } from './find.ts';

const LONGEST = 200;

/** The days that an organisation has declared in addition to its calendar, in order. */
export const declaredDaysOf = ({ declaredDays }: Pick<Organisation, 'declaredDays'>): DeclaredDay[] =>
  JSON.parse(declaredDays) as DeclaredDay[];

/**
 * Declares a public holiday that the calendar lacks, or a working day that it takes for a holiday, with its source. New
 * requests count by it; open ones move only through `applyPresentBasis`.
 */
export async function declareDay(
  desk: Desk,
  by: By,
  given: { on: string; name: string; source: string; working: boolean },
): Promise<void> {
  const on = beside('on', () => calendarDate(given.on));
  beside('on', () => assertDeclarable(on, localDate(desk.clock(), 'UTC')));
  const day = { ...given, on };
  for (const field of ['name', 'source'] as const) {
    if (!day[field]) throw new RuleViolation('text-missing', {}, field);
    if (day[field].length > LONGEST) throw new RuleViolation('text-too-long', { most: LONGEST }, field);
  }
  await change(desk, by, (days) => [...days.filter(({ on }) => on !== day.on), day]);
}

/** Withdraws a declaration. */
export const withdrawDay = (desk: Desk, by: By, on: string): Promise<void> =>
  change(desk, by, (days) => days.filter((day) => day.on !== on));

async function change(desk: Desk, by: By, edit: (days: DeclaredDay[]) => DeclaredDay[]): Promise<void> {
  assertMay(by, 'change-basis');
  await inTransaction(desk.database, async () => {
    const organisation = await lockedOrganisation(by.organisationId);
    const days = edit(declaredDaysOf(organisation)).sort((a, b) => a.on.localeCompare(b.on));
    await organisation.update({ declaredDays: JSON.stringify(days) });
  });
}
