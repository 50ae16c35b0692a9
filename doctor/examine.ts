import { CHECKS, type Check, type DoctorRemark, type Finding, fail, findingOf } from '../domain/doctor.ts';
import { causeOf } from '../models/database/cause.ts';
import { backups } from './backups.ts';
import { clock } from './clock.ts';
import { database } from './database.ts';
import { disk } from './disk.ts';
import { calendars, packs, zones } from './law.ts';
import { letters, mail } from './mail.ts';
import { mailbox } from './mailbox.ts';
import { files, key } from './secrets.ts';
import { release, settings } from './settings.ts';
import type { Subject } from './subject.ts';

type Look = (subject: Subject) => DoctorRemark[] | Promise<DoctorRemark[]>;

/** One function per check. A check that needs the database returns nothing when it is not available. */
const LOOKS: Record<Check, Look> = {
  release,
  settings,
  key,
  files,
  database,
  disk,
  clock,
  mail,
  letters,
  mailbox,
  zones,
  packs,
  calendars,
  backups,
};

/** Runs every check and changes nothing. */
export async function examine(subject: Subject): Promise<Finding[]> {
  const found = await Promise.all(
    CHECKS.map(async (check) => findingOf(check, await orWhy(LOOKS[check], subject))),
  );
  return found.filter(({ remarks }) => remarks.length > 0);
}

/** A check that throws becomes a finding; the others still run. */
async function orWhy(look: Look, subject: Subject): Promise<DoctorRemark[]> {
  try {
    return await look(subject);
  } catch (error) {
    return [fail('notExamined', { why: causeOf(error) })];
  }
}
