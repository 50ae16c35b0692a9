import { dirname, join } from 'node:path';
import { ConfigurationFault, type Settings } from '../config.ts';
import { fileOpenToOthers, folderOpenToOthers, type OpenToOthers } from '../doctor/openToOthers.ts';
import { KEY_FILE } from '../models/crypto/keyFile.ts';
import { mayWrite } from '../models/database/readOnly.ts';

/** Throws if other users can read or replace the desk's key: with it, everything that people wrote can be read. */
export function keyMustBePrivate({ secretKey, dataDir }: Settings): void {
  if (secretKey) return;
  const folder = folderOpenToOthers(dataDir);
  if (folder?.why === 'writable')
    throw new ConfigurationFault('DATA_DIR', sentenceOn(folder), `Run chmod 700 ${dataDir}`);
  const key = fileOpenToOthers(join(dataDir, KEY_FILE));
  if (key?.why === 'readable' && mayWrite(dataDir))
    // a read-only disk does not allow chmod either
    throw new ConfigurationFault('SECRET_KEY', sentenceOn(key), `Run chmod 600 ${key.path}`);
}

/** Other files that other users can reach, one line each. These are logged at the start, and the desk runs. */
export function linesOnOpenFiles({ secretKey, dataDir, databaseUrl }: Settings): string[] {
  const database = /^postgres/.test(databaseUrl)
    ? []
    : [databaseUrl, `${databaseUrl}-wal`, `${databaseUrl}-shm`];
  const folders = new Set([dataDir, ...database.slice(0, 1).map((file) => dirname(file))]);
  const files = [...(secretKey ? [] : [join(dataDir, KEY_FILE)]), ...database];
  return [
    ...[...folders].map((folder) => lineOn(folderOpenToOthers(folder), 'chmod 700')),
    ...files.map((file) => lineOn(fileOpenToOthers(file), 'chmod 600')),
  ].filter((line) => line !== undefined);
}

/** The warning for a copy of the key, which must be as private as the key itself. */
export const lineOnCopyOfKey = (file: string): string | undefined =>
  lineOn(fileOpenToOthers(file), 'chmod 600');

function lineOn(found: OpenToOthers | undefined, cure: string): string | undefined {
  return (
    found &&
    `Warning: ${sentenceOn(found)}. ${found.why === 'owned' ? '' : `Run ${cure} ${found.path}.`}`.trim()
  );
}

const sentenceOn = ({ path, mode, why }: OpenToOthers): string =>
  why === 'owned'
    ? `${path} belongs to another user, who can read and change it`
    : `${path} is ${why} by others (mode ${mode})`;
