import assert from 'node:assert/strict';
import {
  ConnectionAcquireTimeoutError,
  ConnectionRefusedError,
  DatabaseError,
  TimeoutError,
} from 'sequelize';
import { isDiskFull, isUnavailable, Unavailable } from '../../../models/database/unavailable.ts';

const coded = (code: string) => Object.assign(new Error('said by a driver'), { code, sql: 'SELECT 1' });

describe('The database is away for a while', () => {
  const passing: [string, unknown][] = [
    ['a full disk under sqlite', new DatabaseError(coded('SQLITE_FULL'))],
    ['a disk fault under sqlite', new DatabaseError(coded('SQLITE_IOERR'))],
    ['a file that another process has locked', new TimeoutError(coded('SQLITE_BUSY'))],
    ['a file that may only be read', coded('SQLITE_READONLY')],
    ['a full disk', coded('ENOSPC')],
    ['a server that refuses', new ConnectionRefusedError(coded('ECONNREFUSED'))],
    ['a connection that was reset', new DatabaseError(coded('ECONNRESET'))],
    ['a connection that ended', new DatabaseError(new Error('Connection terminated unexpectedly') as never)],
    ['a server that hangs', new DatabaseError(new Error('Query read timeout') as never)],
    ['a server that stops', new DatabaseError(coded('57P01'))],
    ['a server that starts', new ConnectionRefusedError(coded('57P03'))],
    ['a full disk under PostgreSQL', new DatabaseError(coded('53100'))],
    ['too many connections', new DatabaseError(coded('53300'))],
    ['a statement that took too long', new DatabaseError(coded('57014'))],
    ['a lock that took too long', new DatabaseError(coded('55P03'))],
    ['two writers that waited for each other', new DatabaseError(coded('40P01'))],
    ['a writer that another one overtook', new DatabaseError(coded('40001'))],
    ['a pool that gave no connection in time', new ConnectionAcquireTimeoutError(coded(''))],
    [
      'a migration that met one of these',
      new Error('003 failed', { cause: new DatabaseError(coded('57P01')) }),
    ],
    ['a line of writers that was too long', new Unavailable('too long')],
  ];
  for (const [what, error] of passing) it(`with ${what}`, () => assert.equal(isUnavailable(error), true));

  const ours: [string, unknown][] = [
    ['a mistake in a statement', new DatabaseError(coded('42601'))],
    ['a broken rule of the schema', new DatabaseError(coded('SQLITE_CONSTRAINT'))],
    ['a damaged file, which does not pass', new DatabaseError(coded('SQLITE_CORRUPT'))],
    ['a mistake in our code', new TypeError('undefined is not a function')],
    ['what is no error', 'SQLITE_FULL'],
  ];
  for (const [what, error] of ours)
    it(`but not with ${what}`, () => assert.equal(isUnavailable(error), false));

  for (const code of ['SQLITE_FULL', '53100', 'ENOSPC', 'EDQUOT'])
    it(`with ${code}, since a disk is full`, () => {
      assert.ok(isDiskFull(new Error('outer', { cause: new DatabaseError(coded(code)) })));
      assert.ok(isUnavailable(coded(code)));
    });
  for (const code of ['SQLITE_BUSY', '53300', 'EIO'])
    it(`with ${code}, though no disk is full`, () => assert.equal(isDiskFull(coded(code)), false));
});
