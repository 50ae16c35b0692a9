import { parseArgs } from 'node:util';
import { wrongIn } from '../domain/package/check.ts';
import type { PackageFault, WrongFile } from '../domain/package/faults.ts';
import { unreadable } from './inputFile.ts';
import { wrongDataIn } from './packageData.ts';
import { readPackage } from './packageFile.ts';
import { type CommandResult, done, EXIT, WrongUsage } from './result.ts';
import { usageOf } from './usage.ts';

/** `package verify`: whether the package of an answer is whole and unchanged, by its own manifest. It needs no desk and no network. */
export async function packageCommand([verb, ...args]: string[]): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  const [path, ...more] = positionals;
  if (verb !== 'verify' || !path || more.length > 0) throw new WrongUsage(usageOf('package'));
  const found = await foundIn(path);
  const { wrong, ...counts } = found;
  const value = { ...counts, wrong: wrong.map(({ path: file, fault }) => ({ path: file, fault })) };
  const says = wrong.length > 0 ? wrong.map(lineOf) : [`Whole and unchanged: ${sizeOf(found)}.`];
  return { ...done(values.json, value, says), exitCode: wrong.length > 0 ? EXIT.no : EXIT.done };
}

type Found = { files: number; bytes: number; wrong: WrongFile[] };

async function foundIn(path: string): Promise<Found> {
  try {
    const read = await readPackage(path);
    if (!read) return { files: 0, bytes: 0, wrong: [{ path: '', fault: 'not-a-zip' }] };
    const bytes = read.files.reduce((sum, { size }) => sum + size, 0);
    const wrong = [...wrongIn(read.files, read.manifest, read.sums), ...(await wrongDataIn(path, read))];
    return { files: read.files.length, bytes, wrong };
  } catch (error) {
    throw unreadable(path, error);
  }
}

const sizeOf = ({ files, bytes }: Found): string => `${files} files, ${bytes} bytes`;

const lineOf = ({ path, fault, at }: WrongFile): string =>
  `${path ? `${JSON.stringify(path)} ` : ''}${WORDS[fault]}${at ? ` (${at})` : ''}`;

const WORDS: Record<PackageFault, string> = {
  'not-a-zip': 'This is not a zip, or its end is missing.',
  unreadable: 'cannot be read: damaged, encrypted, or a link',
  'unsafe-path': 'is not a path that can be unpacked safely on every system',
  twice: 'is there twice, or differs from another only by upper and lower case',
  'no-manifest': 'is missing',
  'manifest-unreadable': 'is not JSON',
  'manifest-invalid': 'does not follow its schema',
  'version-unknown': 'has a version that this program does not know',
  missing: 'is in the manifest, but not in the zip',
  'not-listed': 'is in the zip, but not in the manifest',
  size: 'has another size than in the manifest',
  sha256: 'was changed: its SHA-256 differs from the manifest',
  'schema-unreadable': 'is no schema as these packages have them',
  schema: 'does not follow its schema',
  records: 'has another number of records than in the manifest',
  'sums-missing': 'is missing',
  'sums-differ': 'does not agree with the files',
};
