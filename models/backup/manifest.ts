import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Keyring } from '../keyring.ts';

/** What lies in the folder of a backup. The manifest is written last: a folder without one is no backup. */
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
export function readManifest(folder: string): Manifest | undefined {
  const path = join(folder, MANIFEST_FILE);
  if (!existsSync(path)) return undefined;
  try {
    return SHAPE.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined; // cut, altered, or of a later format: the same to whoever wants to restore it
  }
}

/** Derived one way from the desk's key. */
export const keyMarkOf = (keyring: Keyring): string => keyring.token('backup', 'key').slice(0, 16);

/** SHA-256 of a file of any size. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
