import { ConnectionError } from 'sequelize';
import { codeOf, withCauses } from './errors.ts';

/** The database could not do it now, and may in a moment: nothing is wrong with what was asked. */
export class Unavailable extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'Unavailable';
  }
}

/** Sqlite's result codes (sqlite.org/rescode.html), without those of a damaged file: that does not pass (`damage.ts`). */
const OF_SQLITE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|PROTOCOL|NOMEM|INTERRUPT)\b/;

/**
 * PostgreSQL's (its manual, appendix A): connection lost, rolled back for a writer at the same time or one that waited for
 * this one (deadlock), no resources, disk full, cannot be locked in time, cancelled for taking too long, shutting down or
 * starting up, a standby that only reads, idle for too long, disk fault.
 */
const OF_POSTGRES = /^(08...|40001|40P01|53...|55P03|57014|57P0\d|25006|25P03|58030)$/;

const OF_THE_SYSTEM =
  /^(ENOSPC|EDQUOT|EROFS|EIO|EMFILE|ENFILE|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|E(CONN|HOST|NET)(REFUSED|RESET|UNREACH))$/;

/** What the drivers say without a code: the connection ended, was silent for too long, or is closed as the process stops. */
const WITHOUT_CODE =
  /^(Connection terminated|Query read timeout|timeout expired|Client has encountered a connection error|Client was closed|ConnectionManager\.getConnection was called after|pool is draining)/;

/** No room on a disk: on sqlite's, on PostgreSQL's, or said by the system. */
const NO_ROOM = /^(SQLITE_FULL|53100|ENOSPC|EDQUOT)$/;

/** Whether an error says that a disk is full. */
export const isDiskFull = (error: unknown): boolean =>
  withCauses(error).some((each) => NO_ROOM.test(codeOf(each)));

/** Whether an error says that the database cannot be reached, is full, or waits too long, rather than that we made a mistake. */
export const isUnavailable = (error: unknown): boolean => withCauses(error).some(passes);

function passes(error: Error): boolean {
  if (error instanceof Unavailable || error instanceof ConnectionError) return true;
  const known = [OF_SQLITE, OF_POSTGRES, OF_THE_SYSTEM].some((codes) => codes.test(codeOf(error)));
  return known || WITHOUT_CODE.test(error.message);
}
