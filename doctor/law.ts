import { aboutCalendar } from '../domain/calendar/calendarChoices.ts';
import { localDate } from '../domain/calendar/zone.ts';
import { type DoctorRemark, fail, ok, warn } from '../domain/doctor.ts';
import { isInEffect } from '../domain/policies/inEffect.ts';
import { policiesOf } from '../models/organisation/policies.ts';
import { Organisation } from '../models/organisation.ts';
import { hasDesk } from './database.ts';
import type { Subject } from './subject.ts';

/** Daylight-saving rules change at short notice, so data that is a year old may be wrong. */
const OLD_YEARS = 1;

/** The time zone data is recent and includes the organisations' zones. */
export async function zones({ database: given, now, organisationId }: Subject): Promise<DoctorRemark[]> {
  const version = process.versions.tz ?? '';
  const database = await hasDesk(given);
  const used = database ? (await organisationsOf(organisationId)).map(({ zone }) => zone) : [];
  const unknown = [...new Set(used)].filter((zone) => !isKnown(zone));
  const isOld = now.getUTCFullYear() - Number(version.slice(0, 4)) > OLD_YEARS;
  return [
    ok('zoneData', { version }),
    ...(isOld ? [warn('zoneDataOld', { version })] : []),
    ...unknown.map((zone) => fail('zoneUnknown', { zone })),
  ];
}

const organisationsOf = (id?: number) => Organisation.findAll(id ? { where: { id } } : {});

function isKnown(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false; // which is the answer
  }
}

/** Every policy of the organisations exists and is in effect today. */
export async function packs({
  database: given,
  packs: read,
  now,
  organisationId,
}: Subject): Promise<DoctorRemark[]> {
  if ('why' in read) return [fail('packsWrong', { why: read.why })];
  const database = await hasDesk(given);
  const found = [ok('packsRead', { count: new Set(read.map(({ id }) => id)).size })];
  if (!database) return found;
  for (const { id, zone } of await organisationsOf(organisationId)) {
    const today = localDate(now, isKnown(zone) ? zone : 'UTC');
    for (const { policy } of await policiesOf({ database }, { organisationId: id })) {
      if (!read.some((pack) => pack.id === policy.split('@')[0])) found.push(fail('packMissing', { policy }));
      else if (!isInEffect(read, policy, today)) found.push(fail('packNotInEffect', { policy }));
    }
  }
  return found;
}

/** The organisations' holiday calendars were compared with the law and cover the coming year. */
export async function calendars({ database: given, now, organisationId }: Subject): Promise<DoctorRemark[]> {
  const database = await hasDesk(given);
  if (!database) return [];
  const used = new Set<string>();
  for (const { id, calendar } of await organisationsOf(organisationId)) {
    used.add(calendar);
    for (const row of await policiesOf({ database }, { organisationId: id }))
      if (row.calendar) used.add(row.calendar);
  }
  const names = [...used].filter((name) => name && name !== 'none');
  const next = now.getUTCFullYear() + 1;
  return [
    ok('calendarsCompared', { count: names.length }),
    ...names.flatMap((calendar) => {
      const { compared, years } = aboutCalendar(calendar);
      if (years.last < next) return [warn('calendarEnds', { calendar, year: years.last })];
      return compared ? [] : [warn('calendarNotCompared', { calendar })];
    }),
  ];
}
