import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { namedWithSystem } from '../../domain/answers/namedWithSystem.ts';
import { MANIFEST_VERSION, type PackageManifest, PLACES } from '../../domain/package/manifest.ts';
import { safeName, uniquePaths } from '../../domain/package/paths.ts';
import { isFromPerson } from '../../domain/systems/source.ts';
import type { Package } from '../../models/answerPackage/find.ts';
import { type FileToPack, noteFetched, type Packing, packAnswer } from '../../models/answerPackage/pack.ts';
import { categoriesOf } from '../../models/organisation/categories.ts';
import { recourseFor } from '../../models/subjectRequest/lawOf.ts';
import { render } from '../../views/engine.ts';
import type { Language } from '../../views/i18n.ts';
import { type Packed, packageIndex } from '../../views/package/index.ts';
import { packageLetter } from '../../views/package/letter.ts';
import { meaningOf, ownMeaning } from '../../views/package/meanings.ts';
import type { CategoryNames } from '../../views/situation.ts';
import type { AppDesk } from '../appDesk.ts';
import { visitOf } from '../middleware/visit.ts';
import { type About, type PackedEntry, withForms } from './dataForms.ts';
import { placeOn } from './places.ts';
import { type Sums, summed, sumsFile } from './sums.ts';
import { type ZipEntry, zipOf } from './zip.ts';

/**
 * Sends an answer as one zip, while it is being made: its files first, then the page, the manifest and the sums, which tell of what
 * went before. What cannot be read ends the download, so that no browser takes it for whole. `noted` logs who fetched it. Few are made at
 * once: a further one is refused with 503, to be tried again.
 */
export async function sendPackage(
  desk: AppDesk,
  response: Response,
  found: Package,
  noted = noteFetched(desk, visitOf(response).by, found),
): Promise<void> {
  await placeOn(desk)(response, found.answer.id);
  const { organisation } = visitOf(response);
  const packing = await packAnswer(desk, found);
  await noted(packing.files.length);
  const { answer, request } = found;
  const packed: Packed = {
    ...packing,
    request,
    organisation,
    answeredAt: packing.answeredAt ?? request.answeredAt ?? answer.createdAt,
    recourse: recourseFor(desk, request, organisation),
    language: request.language as Language,
  };
  const letter = await packageLetter(packed, packing.files.map(namedWithSystem));
  response.set(headersOf(request.reference));
  const names = { own: categoriesOf(organisation), packs: desk.packs };
  const zip = zipOf(entriesOf(packed, packing, { letter, names }), packed.answeredAt);
  await pipeline(zip, new PassThrough({ highWaterMark: AHEAD }), response).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error; // whoever asked has left
    },
  );
}

/** Bytes that may be packed before the reader takes them: a slow one then costs no turn for each small chunk. */
const AHEAD = 1024 ** 2;

/** The entries in the order in which they are written: each may tell of those before it. */
async function* entriesOf(
  packed: Packed,
  { files }: Packing,
  { letter, names }: { letter: Buffer; names: CategoryNames },
): AsyncGenerator<ZipEntry> {
  const { language } = packed;
  const sums: Sums = new Map();
  const pathIn = uniquePaths(Object.values(PLACES));
  const placed = files.map((file) => ({ ...file, path: pathIn(folderOf(file), file.name) }));
  const noted = (path: string, mediaType: string, parts: () => AsyncIterable<Buffer> | Iterable<Buffer>) => ({
    path,
    mediaType,
    parts: () => summed(sums, path, parts()),
  });
  const entries: PackedEntry[] = [];
  const listed = () =>
    entries.map(({ path, mediaType, about }) => fileOf(path, { ...about(), mediaType }, sums));
  yield noted(PLACES.letter, 'application/pdf', () => [letter]);
  for (const file of placed) {
    const about = aboutFile(file, { language, names });
    for await (const entry of withForms({ ...file, about }, { pathIn, language })) {
      entries.push(entry);
      yield noted(entry.path, entry.mediaType, entry.parts);
    }
  }
  yield* [
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

/** What the manifest says of a file: what the DPO wrote, or what the register said of the system that it comes from. */
const aboutFile = (
  { name: title, system, origin, meaning, removed }: FileToPack,
  words: { language: Language; names: CategoryNames },
): About => ({
  title,
  redactions: removed,
  meaning: meaning || (system ? meaningOf(system, origin, words) : ownMeaning('attached', words.language)),
  ...(system && { system, providedByPerson: origin && isFromPerson(origin.source) ? true : null }),
});

function manifestOf(packed: Packed, files: PackageManifest['files'], sums: Sums): Buffer {
  const { organisation, request, language, answeredAt } = packed;
  const own = [
    fileOf(PLACES.index, { ...ownPart('index', language), mediaType: 'text/html' }, sums),
    fileOf(PLACES.letter, { ...ownPart('letter', language), mediaType: 'application/pdf' }, sums),
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

/** A part of the package that the desk makes itself. */
const ownPart = (part: 'index' | 'letter', language: Language): About => ({
  title: PLACES[part],
  meaning: ownMeaning(part, language),
});

/** A file as the manifest lists it, once it is in the zip. */
const fileOf = (
  path: string,
  { title, mediaType, ...about }: About & { mediaType: string },
  sums: Sums,
): PackageManifest['files'][number] => ({
  path,
  title,
  meaning: about.meaning,
  system: about.system ?? null,
  records: about.records ?? null,
  ...(sums.get(path) ?? { size: 0, sha256: '' }),
  mediaType,
  schema: about.schema ?? null,
  providedByPerson: about.providedByPerson ?? null,
  redactions: about.redactions ?? [],
  derivedFrom: about.derivedFrom ?? null,
  noOtherForm: about.noOtherForm ?? null,
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
