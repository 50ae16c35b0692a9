import { ConnectionError } from 'sequelize';
import { codeOf, withCauses } from './errors.ts';

/** The database cannot serve this now, but may soon; the request itself is not at fault. */
export class Unavailable extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'Unavailable';
  }
}

/** Sqlite's result codes (sqlite.org/rescode.html), without those of a damaged file, which are permanent (`damage.ts`). */
const OF_SQLITE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|PROTOCOL|NOMEM|INTERRUPT)\b/;

/**
 * PostgreSQL's codes (its manual, appendix A): connection lost, serialisation failure, deadlock, no resources, disk full,
 * lock time-out, statement time-out, shutdown or start-up, read-only standby, idle time-out, disk fault.
 */
const OF_POSTGRES = /^(08...|40001|40P01|53...|55P03|57014|57P0\d|25006|25P03|58030)$/;

const OF_THE_SYSTEM =
  /^(ENOSPC|EDQUOT|EROFS|EIO|EMFILE|ENFILE|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|E(CONN|HOST|NET)(REFUSED|RESET|UNREACH))$/;

/** Driver errors without a code: the connection ended, timed out, or is closed because the process stops. */
const WITHOUT_CODE =
  /^(Connection terminated|Query read timeout|timeout expired|Client has encountered a connection error|Client was closed|ConnectionManager\.getConnection was called after|pool is draining)/;

/** No space on a disk, as sqlite, PostgreSQL or the operating system reports it. */
const NO_ROOM = /^(SQLITE_FULL|53100|ENOSPC|EDQUOT)$/;

/** Whether an error says that a disk is full. */
export const isDiskFull = (error: unknown): boolean =>
  withCauses(error).some((each) => NO_ROOM.test(codeOf(each)));

/** Whether an error says that the database is unreachable, full or too slow, rather than that our statement is wrong. */
export const isUnavailable = (error: unknown): boolean => withCauses(error).some(passes);

function passes(error: Error): boolean {
  if (error instanceof Unavailable || error instanceof ConnectionError) return true;
  const known = [OF_SQLITE, OF_POSTGRES, OF_THE_SYSTEM].some((codes) => codes.test(codeOf(error)));
  return known || WITHOUT_CODE.test(error.message);
}
