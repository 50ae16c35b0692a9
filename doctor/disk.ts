import { existsSync, statSync } from 'node:fs';
import { foldersOf } from '../config.ts';
import { fail, ok, type Remark, warn } from '../domain/doctor.ts';
import { freeBytes } from '../models/disk.ts';
import type { Subject } from './subject.ts';

const MEGABYTE = 1e6;
/** Below this forms are soon refused. */
const TOO_LITTLE = 50 * MEGABYTE;
/** Room for a few large forms, and for sqlite's log. */
const LITTLE = 1000 * MEGABYTE;

/** The room on each disk that the desk writes to; where backups lie there must be room for one more. */
export function disk({ settings }: Subject): Remark[] {
  const { databaseUrl } = settings;
  const size = existsSync(databaseUrl) ? statSync(databaseUrl).size : 0;
  const folders = Object.entries(foldersOf(settings)).filter(
    ([name, path]) => name !== 'database' || path !== settings.dataDir,
  );
  return folders.flatMap(([name, path]) => {
    const free = freeBytes(path);
    if (free === undefined) return [];
    const data = { path, bytes: free };
    if (free < TOO_LITTLE || (name === 'backups' && free < size)) return [fail('diskFull', data)];
    return [free < LITTLE ? warn('diskLow', data) : ok('diskFree', data)];
  });
}
