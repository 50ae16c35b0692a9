import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Keyring } from '../crypto/keyring.ts';

/** The contents of a backup folder. Until the backup is complete, the manifest marks it as unfinished. */
export const MANIFEST_FILE = 'backup.json';
export const COPY_FILE = { sqlite: 'rightsdesk.sqlite', postgres: 'rightsdesk.dump' } as const;

const SHAPE = z.object({
  format: z.literal(1),
  database: z.enum(['sqlite', 'postgres']),
  madeAt: z.iso.datetime(),
  /** The migrations that the copy has had. */
  migrations: z.array(z.string()),
  /** SHA-256 of the copy, so that a truncated or altered one is not restored. */
  digest: z.string(),
  /** Identifies the key that the copy was encrypted with, without revealing it. */
  keyMark: z.string(),
});
export type Manifest = z.infer<typeof SHAPE>;

/** The manifest of a backup; undefined if there is none that can be read. */
export const readManifest = (folder: string): Manifest | undefined => read(folder, SHAPE);

function read<T>(folder: string, shape: z.ZodType<T>): T | undefined {
  const path = join(folder, MANIFEST_FILE);
  if (!existsSync(path)) return undefined;
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined; // cut, altered, or of a later format: the same to whoever wants to restore it
  }
}

const UNFINISHED = z.object({
  format: z.literal(1),
  unfinished: z.literal(true),
  /** Identifies the desk: only the same desk may replace an unfinished backup. */
  keyMark: z.string(),
  /** Whether the backup includes the desk's key. A key beside any other backup is not ours to delete. */
  withKey: z.boolean(),
});
export type BegunBackup = Pick<z.infer<typeof UNFINISHED>, 'keyMark' | 'withKey'>;

/** The manifest of an unfinished backup. */
export const unfinished = (begun: BegunBackup): string =>
  `${JSON.stringify({ format: 1, unfinished: true, ...begun } satisfies z.infer<typeof UNFINISHED>, null, 2)}\n`;

/** The manifest of an interrupted backup; undefined if the folder holds a complete one or none. */
export function readUnfinished(folder: string): z.infer<typeof UNFINISHED> | undefined {
  return read(folder, UNFINISHED);
}

/** A one-way derivation of the desk's key. */
export const keyMarkOf = (keyring: Keyring): string => keyring.token('backup', 'key').slice(0, 16);

/** SHA-256 of a file of any size. */
export async function fileChecksum(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
