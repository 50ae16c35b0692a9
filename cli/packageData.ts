import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { asLanguage, type Language } from '../domain/languages.ts';
import { manifestFrom } from '../domain/package/check.ts';
import { DataFault } from '../domain/package/data/dataFault.ts';
import { dataKindOf, isUtf8 } from '../domain/package/data/dataKind.ts';
import { followsSchema, NotFollowed } from '../domain/package/data/following.ts';
import { DATA_SCHEMA, type DataSchema } from '../domain/package/data/schema.ts';
import type { WrongFile } from '../domain/package/faults.ts';
import type { PackedFile } from '../domain/package/manifest.ts';
import { delimiterOf } from '../views/csv.ts';
import type { ReadPackage } from './packageFile.ts';

/** The largest schema that is read. */
const MOST_SCHEMA = 16 * 1024 ** 2;

/** What is wrong with the data of a package: each file that has a schema is read once more, record by record. */
export async function wrongDataIn(
  path: string,
  { manifest: text, files }: ReadPackage,
): Promise<WrongFile[]> {
  const { manifest } = manifestFrom(text);
  const whole = new Set(files.filter(({ sha256 }) => sha256).map((file) => file.path));
  const described = (manifest?.files ?? []).filter(
    ({ path, schema }) => schema && whole.has(path) && whole.has(schema),
  );
  if (!manifest || described.length === 0) return [];
  const zip = await openPromise(path, { lazyEntries: true, decodeStrings: false, autoClose: false });
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry())
      entries.set((entry.fileName as unknown as Buffer).toString('utf8'), entry);
    const wrong: WrongFile[] = [];
    for (const file of described)
      wrong.push(...(await wrongIn(zip, entries, file, asLanguage(manifest.language) ?? 'en')));
    return wrong;
  } finally {
    zip.close();
  }
}

type ListedData = Omit<PackedFile, 'derivedFrom' | 'noOtherForm'> & Partial<PackedFile>;

async function wrongIn(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  file: ListedData,
  language: Language,
): Promise<WrongFile[]> {
  const { path, schema: place, records } = file;
  const schema = await schemaIn(zip, entries.get(place ?? ''));
  if (!schema) return [{ path: place ?? '', fault: 'schema-unreadable' }];
  const kind = dataKindOf(path);
  if (!kind) return [];
  const ours = file.derivedFrom ? { delimiter: delimiterOf(language) } : undefined;
  try {
    const reading = followsSchema({ kind, schema, isUtf8: isUtf8(file.mediaType), ours });
    for await (const part of partsOf(zip, entries.get(path) as Entry)) reading.sees(part);
    const counted = reading.ends().records;
    return counted === records ? [] : [{ path, fault: 'records', at: String(counted) }];
  } catch (error) {
    if (error instanceof NotFollowed) return [{ path, fault: 'schema', at: `record ${error.record}` }];
    if (error instanceof DataFault) return [{ path, fault: 'schema', at: error.reason }];
    throw error;
  }
}

async function schemaIn(zip: ZipFile, entry: Entry | undefined): Promise<DataSchema | undefined> {
  if (!entry || entry.uncompressedSize > MOST_SCHEMA) return undefined;
  const parts: Buffer[] = [];
  for await (const part of partsOf(zip, entry)) parts.push(part);
  try {
    return DATA_SCHEMA.parse(JSON.parse(Buffer.concat(parts).toString('utf8')));
  } catch {
    return undefined; // no JSON, or words that we do not write
  }
}

async function* partsOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
}
