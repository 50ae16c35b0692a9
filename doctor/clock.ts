import { type DoctorRemark, fail, ok, warn } from '../domain/doctor.ts';
import { databaseTime } from '../models/database/server.ts';
import { newestEventAt } from '../models/event/newest.ts';
import { hasDesk } from './database.ts';
import type { Subject } from './subject.ts';

const SECOND = 1000;
/** Two machines with synchronised clocks may differ by this much. */
const APART = 5 * SECOND;
/** A difference of a minute can decide a deadline counted in hours. */
const FAR_APART = 60 * SECOND;

/**
 * Every date depends on the clock: it must not be behind the newest event in the log, nor differ from the database's
 * clock.
 */
export async function clock({
  database: given,
  now: then,
  organisationId,
}: Subject): Promise<DoctorRemark[]> {
  const now = new Date();
  const database = await hasDesk(given);
  if (!database) return [ok('clockIs', { at: then })];
  const theirs = await databaseTime(database);
  const apart = theirs ? Math.abs(theirs.getTime() - now.getTime()) : 0;
  const last = await newestEventAt(database, organisationId);
  const seconds = Math.round(apart / SECOND);
  return [
    ok('clockIs', { at: then }),
    ...(apart > FAR_APART ? [fail('clocksApart', { seconds })] : []),
    ...(apart > APART && apart <= FAR_APART ? [warn('clocksApart', { seconds })] : []),
    ...(last && last.getTime() - then.getTime() > APART ? [fail('clockBehind', { at: last })] : []),
  ];
}
