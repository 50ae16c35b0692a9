import type { z } from 'zod';
import type { WrongFile } from './faults.ts';
import { MANIFEST, MANIFEST_1, MANIFEST_VERSION, type PackedFile, PLACES } from './manifest.ts';
import { isSafePath, keyOf } from './paths.ts';

/** A file as it was found in a zip; without a sum where it could not be read. */
export type FoundFile = { path: string; size: number; sha256?: string };

/** What is wrong with a package, from its files as found, its manifest and its sums as text. In the order of the files. */
export function wrongIn(found: readonly FoundFile[], manifest?: string, sums?: string): WrongFile[] {
  const read = manifestFrom(manifest);
  return [
    ...pathsIn(found),
    ...(read.manifest ? listedIn(found, read.manifest) : [{ path: PLACES.manifest, ...read.wrong }]),
    ...sumsIn(found, sums),
  ];
}

function pathsIn(found: readonly FoundFile[]): WrongFile[] {
  const known = new Set<string>();
  return found.flatMap(({ path, sha256 }): WrongFile[] => {
    const isTwice = known.has(keyOf(path));
    known.add(keyOf(path));
    return [
      ...(isSafePath(path) ? [] : [{ path, fault: 'unsafe-path' as const }]),
      ...(isTwice ? [{ path, fault: 'twice' as const }] : []),
      ...(sha256 ? [] : [{ path, fault: 'unreadable' as const }]),
    ];
  });
}

/** A manifest of any version that is known. */
type KnownManifest = z.infer<typeof MANIFEST> | z.infer<typeof MANIFEST_1>;
type ReadManifest =
  | { manifest: KnownManifest; wrong?: undefined }
  | { manifest?: undefined; wrong: ManifestFault };
type ManifestFault = Omit<WrongFile, 'path'>;

/** The manifest, or what is wrong with it. */
export function manifestFrom(text: string | undefined): ReadManifest {
  if (text === undefined) return { wrong: { fault: 'no-manifest' } };
  const value = jsonFrom(text);
  if (value === undefined) return { wrong: { fault: 'manifest-unreadable' } };
  const { version } = Object(value) as { version?: unknown };
  if (Number.isInteger(version) && version !== 1 && version !== MANIFEST_VERSION)
    return { wrong: { fault: 'version-unknown', at: String(version) } };
  const read = version === 1 ? MANIFEST_1.safeParse(value) : MANIFEST.safeParse(value);
  if (read.success) return { manifest: read.data };
  const [issue] = read.error.issues;
  return { wrong: { fault: 'manifest-invalid', at: issue?.path.join('.') || undefined } };
}

function jsonFrom(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Each file against its line of the manifest. The manifest itself and the sums are in no line. */
function listedIn(found: readonly FoundFile[], { files }: KnownManifest): WrongFile[] {
  const there = new Map(found.map((file) => [file.path, file]));
  const listed = new Set(files.map(({ path }) => path));
  const own: string[] = [PLACES.manifest, PLACES.sums];
  return [
    ...files.flatMap(({ path, size, sha256 }): WrongFile[] => {
      const file = there.get(path);
      if (!file) return [{ path, fault: 'missing' }];
      if (!file.sha256) return [];
      if (file.size !== size) return [{ path, fault: 'size' }];
      return file.sha256 === sha256 ? [] : [{ path, fault: 'sha256' }];
    }),
    ...files.flatMap((file) =>
      pointedTo(file)
        .filter((path) => !listed.has(path))
        .map((path): WrongFile => ({ path, fault: 'missing' })),
    ),
    ...found.flatMap(({ path }): WrongFile[] =>
      listed.has(path) || own.includes(path) ? [] : [{ path, fault: 'not-listed' }],
    ),
  ];
}

/** The files that a line of the manifest points to: its schema, and what it was made from. */
const pointedTo = (file: Partial<PackedFile>): string[] =>
  [file.schema, file.derivedFrom].filter((path) => typeof path === 'string');

/** The file of sums names every other file once, with its sum. */
function sumsIn(found: readonly FoundFile[], sums: string | undefined): WrongFile[] {
  if (sums === undefined) return [{ path: PLACES.sums, fault: 'sums-missing' }];
  const due = found
    .filter(({ path, sha256 }) => path !== PLACES.sums && sha256)
    .map(({ path, sha256 }) => `${sha256}  ${path}`);
  const said = sums.split('\n').filter(Boolean);
  const isSame = due.length === said.length && due.toSorted().join('\n') === said.toSorted().join('\n');
  return isSame ? [] : [{ path: PLACES.sums, fault: 'sums-differ' }];
}
