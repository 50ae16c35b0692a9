import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config.ts';
import {
  COPY_FILE,
  fileChecksum,
  keyMarkOf,
  type Manifest,
  readManifest,
  readUnfinished,
} from '../models/backup/manifest.ts';
import { readSecretKey } from '../models/crypto/keyFile.ts';
import { createKeyring } from '../models/crypto/keyring.ts';
import { migrationNames } from '../models/migrations/index.ts';
import { UnreadableInput } from './result.ts';

/** Reads the manifest of a backup and checks the copy against its digest. */
export async function manifestOf(folder: string): Promise<Manifest> {
  const manifest = readManifest(folder);
  if (!manifest && readUnfinished(folder))
    throw new UnreadableInput(`${folder} holds an unfinished backup. Make it again.`);
  if (!manifest) throw new UnreadableInput(`${folder} holds no backup that this release can read.`);
  const copy = join(folder, COPY_FILE[manifest.database]);
  if (!existsSync(copy) || (await fileChecksum(copy)) !== manifest.digest)
    throw new UnreadableInput(`${copy} does not match its backup: it is missing, truncated or altered.`);
  return manifest;
}

/** Why this release or this key cannot restore the backup; undefined if it can. */
export function whyNotOf(manifest: Manifest, key: Buffer | undefined): string | undefined {
  const unknown = manifest.migrations.find((name) => !migrationNames.includes(name));
  if (unknown) return `This backup was made by a newer release (${unknown}): restore it with that one.`;
  if (key && keyMarkOf(createKeyring(key)) !== manifest.keyMark)
    return 'The key of this desk is not the one of the backup: put that one in its place, or move this one away.';
  return undefined;
}

/** The key of the desk that the settings name; undefined if it has none. */
export const keyHere = ({ secretKey, dataDir }: Settings): Buffer | undefined =>
  secretKey ? Buffer.from(secretKey) : readSecretKey(dataDir);

export const isPostgres = ({ databaseUrl }: Settings): boolean => /^postgres/.test(databaseUrl);

export const otherDatabase = (kind: Manifest['database']): string =>
  `This is a backup of ${kind === 'sqlite' ? 'an sqlite' : 'a PostgreSQL'} desk: give such a DATABASE_URL.`;
