import { existsSync, statSync } from 'node:fs';
import { foldersOf } from '../config.ts';
import { type DoctorRemark, fail, ok, warn } from '../domain/doctor.ts';
import { freeBytes } from '../models/disk.ts';
import type { Subject } from './subject.ts';

const MEGABYTE = 1e6;
/** With less than this, forms will soon be refused. */
const TOO_LITTLE = 50 * MEGABYTE;
/** Space for a few large forms and for sqlite's write-ahead log. */
const LITTLE = 1000 * MEGABYTE;

/** Free space on each disk that the desk writes to. The backup disk needs space for one more backup. */
export function disk({ settings }: Subject): DoctorRemark[] {
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
