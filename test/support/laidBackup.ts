import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COPY_FILE, keyMarkOf, MANIFEST_FILE, type Manifest } from '../../models/backup/manifest.ts';
import type { Desk } from '../../models/desk.ts';

/** Puts what looks like a finished backup of a desk below a folder, without the time that one takes; returns its copy. */
export function laidBackup({ database, keyring }: Desk, series: string, madeAt: Date): string {
  const moment = madeAt.toISOString().slice(0, 19).replaceAll(':', '');
  const folder = join(series, `rightsdesk-${moment}Z`);
  mkdirSync(folder, { recursive: true });
  const kind = database.getDialect() === 'sqlite' ? 'sqlite' : 'postgres';
  const manifest: Manifest = {
    format: 1,
    database: kind,
    madeAt: madeAt.toISOString(),
    migrations: [],
    digest: '',
    keyMark: keyMarkOf(keyring),
  };
  writeFileSync(join(folder, MANIFEST_FILE), JSON.stringify(manifest));
  const copy = join(folder, COPY_FILE[kind]);
  writeFileSync(copy, 'x');
  return copy;
}
