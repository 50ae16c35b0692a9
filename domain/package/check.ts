import type { z } from 'zod';
import { firstSigns, line } from '../writing.ts';
import type { WrongFile } from './faults.ts';
import { MANIFEST, MANIFEST_1, MANIFEST_2, type PackedFile, PLACES } from './manifest.ts';
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
type KnownManifest = z.infer<typeof MANIFEST | typeof MANIFEST_2 | typeof MANIFEST_1>;
type ReadManifest =
  | { manifest: KnownManifest; wrong?: undefined }
  | { manifest?: undefined; wrong: ManifestFault };
type ManifestFault = Omit<WrongFile, 'path'>;

/** By what a manifest is checked: one of an earlier version as that was. */
const SCHEMAS = new Map<unknown, typeof MANIFEST | typeof MANIFEST_2 | typeof MANIFEST_1>(
  [MANIFEST_1, MANIFEST_2, MANIFEST].map((schema) => [schema.shape.version.value, schema]),
);

/** The manifest, or what is wrong with it. */
export function manifestFrom(text: string | undefined): ReadManifest {
  if (text === undefined) return { wrong: { fault: 'no-manifest' } };
  const value = jsonFrom(text);
  if (value === undefined) return { wrong: { fault: 'manifest-unreadable' } };
  const { version } = Object(value) as { version?: unknown };
  if (Number.isInteger(version) && !SCHEMAS.has(version))
    return { wrong: { fault: 'version-unknown', at: String(version) } };
  const read = (SCHEMAS.get(version) ?? MANIFEST).safeParse(value);
  if (read.success) return { manifest: read.data };
  return { wrong: { fault: 'manifest-invalid', at: placeIn(value, read.error.issues[0]?.path ?? []) } };
}

/** Where in a manifest something is wrong: `files.2.meaning (letter.pdf)`. */
function placeIn(manifest: unknown, place: readonly PropertyKey[]): string | undefined {
  const [list, nth] = place;
  const file = list === 'files' && Object(Object(manifest).files)[nth ?? ''];
  const named = typeof file?.path === 'string' ? ` (${firstSigns(line(file.path), 100)})` : '';
  return place.length > 0 ? place.map(String).join('.') + named : undefined;
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
