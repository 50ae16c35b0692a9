import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Keyring } from '../crypto/keyring.ts';

/** What lies in the folder of a backup. Until the backup is whole its manifest says that it is not. */
export const MANIFEST_FILE = 'backup.json';
export const COPY_FILE = { sqlite: 'rightsdesk.sqlite', postgres: 'rightsdesk.dump' } as const;

const SHAPE = z.object({
  format: z.literal(1),
  database: z.enum(['sqlite', 'postgres']),
  madeAt: z.iso.datetime(),
  /** The schema that the copy has. */
  migrations: z.array(z.string()),
  /** SHA-256 of the copy, so that one that was cut or altered on its way is not restored. */
  digest: z.string(),
  /** Tells whether a key is the one that the copy was written under, and nothing about the key. */
  keyMark: z.string(),
});
export type Manifest = z.infer<typeof SHAPE>;

/** The manifest of a backup; nothing where there is none that can be read. */
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
  /** Whose it is: only the same desk makes another one in its place. */
  keyMark: z.string(),
  /** Whether it takes the desk's key along: a key that lies beside any other is not ours to take away. */
  withKey: z.boolean(),
});
export type Begun = Pick<z.infer<typeof UNFINISHED>, 'keyMark' | 'withKey'>;

/** The manifest of a backup that has begun. */
export const unfinished = (begun: Begun): string =>
  `${JSON.stringify({ format: 1, unfinished: true, ...begun } satisfies z.infer<typeof UNFINISHED>, null, 2)}\n`;

/** What is left of a backup that did not come to its end; nothing where a whole one lies, or none. */
export function readUnfinished(folder: string): z.infer<typeof UNFINISHED> | undefined {
  return read(folder, UNFINISHED);
}

/** Derived one way from the desk's key. */
export const keyMarkOf = (keyring: Keyring): string => keyring.token('backup', 'key').slice(0, 16);

/** SHA-256 of a file of any size. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
