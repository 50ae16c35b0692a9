import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { MANIFEST_VERSION, type PackageManifest, PLACES } from '../../domain/package/manifest.ts';
import { safeName, uniquePaths } from '../../domain/package/paths.ts';
import type { Package } from '../../models/answerPackage/find.ts';
import { type Packing, packAnswer } from '../../models/answerPackage/pack.ts';
import { recourseFor } from '../../models/subjectRequest/lawOf.ts';
import { render } from '../../views/engine.ts';
import type { Language } from '../../views/i18n.ts';
import { type Packed, packageIndex } from '../../views/package/index.ts';
import { packageLetter } from '../../views/package/letter.ts';
import type { AppDesk } from '../appDesk.ts';
import { visitOf } from '../middleware/visit.ts';
import { type Sums, summed, sumsFile } from './sums.ts';
import { type ZipEntry, zipOf } from './zip.ts';

/**
 * Sends an answer as one zip, while it is being made: its files first, then the page, the manifest and the sums, which tell of what
 * went before. What cannot be read ends the download, so that no browser takes it for whole.
 */
export async function sendPackage(desk: AppDesk, response: Response, found: Package): Promise<void> {
  const { by, organisation } = visitOf(response);
  const packing = await packAnswer(desk, by, found);
  const { answer, request } = found;
  const packed: Packed = {
    ...packing,
    request,
    organisation,
    answeredAt: request.answeredAt ?? answer.createdAt,
    recourse: recourseFor(desk, request, organisation),
    language: request.language as Language,
  };
  const letter = await packageLetter(
    packed,
    packing.files.map(({ name }) => name),
  );
  response.set(headersOf(request.reference));
  const zip = zipOf(entriesOf(packed, packing, letter), packed.answeredAt);
  await pipeline(zip, new PassThrough({ highWaterMark: AHEAD }), response).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error; // whoever asked has left
    },
  );
}

/** Bytes that may be packed before the reader takes them: a slow one then costs no turn for each small chunk. */
const AHEAD = 1024 ** 2;

/** The entries in the order in which they are written: each may tell of those before it. */
function entriesOf(packed: Packed, { files }: Packing, letter: Buffer): ZipEntry[] {
  const sums: Sums = new Map();
  const pathIn = uniquePaths(Object.values(PLACES));
  const placed = files.map((file) => ({ ...file, path: pathIn(folderOf(file), file.name) }));
  const noted = (path: string, mediaType: string, parts: () => AsyncIterable<Buffer> | Iterable<Buffer>) => ({
    path,
    mediaType,
    parts: () => summed(sums, path, parts()),
  });
  const listed = () =>
    placed.map(({ path, name, mediaType, system }) => fileOf(path, { title: name, mediaType, system }, sums));
  return [
    noted(PLACES.letter, 'application/pdf', () => [letter]),
    ...placed.map(({ path, mediaType, parts }) => noted(path, mediaType, () => parts)),
    noted(PLACES.index, 'text/html', () => [
      Buffer.from(render('package/index', packageIndex(packed, listed(), MANIFEST_VERSION), 'offline')),
    ]),
    noted(PLACES.manifest, 'application/json', () => [manifestOf(packed, listed(), sums)]),
    {
      path: PLACES.sums,
      mediaType: 'text/plain',
      parts: () => summed(sums, '', [Buffer.from(sumsFile(sums))]),
    },
  ];
}

function manifestOf(packed: Packed, files: PackageManifest['files'], sums: Sums): Buffer {
  const { organisation, request, language, answeredAt } = packed;
  const own = [
    fileOf(PLACES.index, { title: PLACES.index, mediaType: 'text/html' }, sums),
    fileOf(PLACES.letter, { title: PLACES.letter, mediaType: 'application/pdf' }, sums),
  ];
  const manifest: PackageManifest = {
    format: 'rightsdesk-answer-package',
    version: MANIFEST_VERSION,
    organisation: organisation.name,
    reference: request.reference,
    right: request.right,
    language,
    answeredAt: answeredAt.toISOString(),
    files: [...own, ...files],
  };
  return Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
}

/** A file as the manifest lists it, once it is in the zip. */
const fileOf = (
  path: string,
  { title, mediaType, system = null }: { title: string; mediaType: string; system?: string | null },
  sums: Sums,
): PackageManifest['files'][number] => ({
  path,
  title,
  meaning: '',
  system,
  records: null,
  ...(sums.get(path) ?? { size: 0, sha256: '' }),
  mediaType,
  schema: null,
  providedByPerson: null,
  redactions: [],
});

const folderOf = ({ system }: { system?: string }): string =>
  system ? `data/${safeName(system)}/` : 'files/';

const headersOf = (reference: string) => ({
  'Content-Type': 'application/zip',
  'Content-Disposition': `attachment; filename="${reference}.zip"`,
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'private, no-store',
});
