import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import { folded } from '../../domain/folding.ts';
import { asLanguage, type Language } from '../../domain/languages.ts';
import { may } from '../../domain/permissions.ts';
import type { PolicyRow } from '../../domain/policies/situation.ts';
import { type Month, monthOf } from '../../domain/reports/month.ts';
import { momentFromColumn, select } from '../database/select.ts';
import type { By, Desk } from '../desk.ts';
import { organisationById } from '../organisation/find.ts';
import { policiesOf } from '../organisation/policies.ts';
import type { Organisation } from '../organisation.ts';
import { membersOf } from '../user/members.ts';

/** What the lines of a register are read against: one moment, and the organisation as it is then. */
export type ImportPlace = {
  now: Date;
  today: CalendarDate;
  organisation: Organisation;
  language: Language;
  policies: PolicyRow[];
  /** Colleagues who can have requests, by address and by name; a name that two of them have is nobody's. */
  colleagues: ReadonlyMap<string, number>;
  /** The month from which on this desk itself has counted the requests of the organisation; none while it has received none. */
  countedSince?: Month;
};

export async function placeOf(desk: Desk, by: By): Promise<ImportPlace> {
  const organisation = await organisationById(by.organisationId);
  const now = desk.clock();
  const [first = ''] = organisation.languages.split(',');
  return {
    now,
    today: localDate(now, organisation.zone),
    organisation,
    language: asLanguage(first) ?? 'en',
    policies: await policiesOf(desk, by),
    colleagues: await colleaguesOf(desk, by),
    countedSince: await countedSince(desk, organisation),
  };
}

async function colleaguesOf(desk: Desk, by: By): Promise<Map<string, number>> {
  const members = (await membersOf(desk, by)).filter(
    ({ hasAccepted, role }) => hasAccepted && may(role, 'read-requests'),
  );
  const names = Map.groupBy(members, ({ name }) => folded(name));
  const alone = [...names].flatMap(([name, [one, other]]) =>
    one && !other && name ? [[name, one.id] as const] : [],
  );
  return new Map([...alone, ...members.map(({ email, id }) => [folded(email), id] as const)]);
}

/** Its first request that was not imported. Months before were never closed here, so that an import can fill them. */
async function countedSince(desk: Desk, { id, zone }: Organisation): Promise<Month | undefined> {
  const [row] = await select<{ at: Date | null }>(
    desk.database,
    `SELECT MIN(created_at) AS at FROM subject_requests
     WHERE organisation_id = :id AND kind = 'request' AND import_id IS NULL`,
    { id },
  );
  return row?.at ? monthOf(localDate(momentFromColumn(row.at), zone)) : undefined;
}
