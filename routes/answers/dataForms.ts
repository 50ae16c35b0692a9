import { type DataForm, dataForm } from '../../domain/package/data/dataForm.ts';
import { dataKindOf, isUtf8, otherName } from '../../domain/package/data/dataKind.ts';
import type { Inspected } from '../../domain/package/data/inspected.ts';
import { type DataSchema, documentSchema } from '../../domain/package/data/schema.ts';
import type { PackedFile } from '../../domain/package/manifest.ts';
import type { Language } from '../../views/i18n.ts';
import { madeMeaning } from '../../views/package/meanings.ts';
import { converted, inspecting } from './dataParts.ts';
import type { ZipEntry } from './zip.ts';

/** What the manifest says of a file beside its place, size and sum. */
export type About = Partial<Omit<PackedFile, 'path' | 'size' | 'sha256' | 'mediaType'>> & { title: string };
/** A file of the package; what is said of it is known once it has been written. */
export type PackedEntry = ZipEntry & { about: () => About };

/** A file from a system, where it is in the package, and what is said of it. */
type FromSystem = { path: string; mediaType: string; about: About; open(): AsyncIterable<Buffer> };

export type Naming = { pathIn: (folder: string, name: string) => string; language: Language };

/**
 * A file from a system, and what we make of it where it is CSV or JSON: its other form, and a schema for each. It is read while it is
 * written, then once more for the other form; one record at a time is in memory. What cannot be read is there as it is, alone, and the
 * manifest says why.
 */
export async function* withForms(file: FromSystem, naming: Naming): AsyncGenerator<PackedEntry> {
  const { path, mediaType, about, open } = file;
  const kind = dataKindOf(path);
  if (!kind) return yield* asItIs(file);
  const form = dataForm(kind, isUtf8(mediaType));
  let inspected: Inspected = { records: null, fault: 'empty' };
  const keep = (found: Inspected) => {
    inspected = found;
  };
  const parts = () => inspecting(open(), form, keep);
  yield { path, mediaType, parts, about: () => ({ ...about, ...saidOf(inspected, path) }) };
  const { records, schema, other } = inspected;
  const counted = { ...file, about: { ...about, records } };
  if (other) yield* otherForm(counted, form, { ...naming, schema: other });
  if (schema) yield schemaFile(path, about.title, schema, naming.language);
}

/** A file as it is, alone. */
export async function* asItIs({ path, mediaType, about, open }: FromSystem): AsyncGenerator<PackedEntry> {
  yield { path, mediaType, parts: open, about: () => about };
}

/** The other form beside the file, and its schema. */
async function* otherForm(
  { path, about, open }: FromSystem,
  form: DataForm,
  { pathIn, language, schema }: Naming & { schema: DataSchema },
): AsyncGenerator<PackedEntry> {
  const cut = path.lastIndexOf('/') + 1;
  const kind = dataKindOf(path) ?? 'table';
  const made = pathIn(path.slice(0, cut), otherName(path.slice(cut), kind));
  const title = otherName(about.title, kind);
  const meaning = madeMeaning(form.to, about.title, language);
  yield {
    path: made,
    mediaType: form.to === 'json' ? 'application/json' : 'text/csv',
    parts: () => converted(open(), form, language),
    about: () => ({ ...about, title, meaning, schema: schemaPath(made), derivedFrom: path }),
  };
  yield schemaFile(made, title, schema, language);
}

const saidOf = ({ records, schema, fault, ...rest }: Inspected, path: string): Partial<About> => ({
  records,
  schema: schema ? schemaPath(path) : null,
  noOtherForm: fault ? { reason: fault, line: ('line' in rest && rest.line) || null } : null,
});

/** `data/Shop/orders.csv` is described by `schema/Shop/orders.csv.schema.json`. */
const schemaPath = (path: string): string => `schema/${path.slice(path.indexOf('/') + 1)}.schema.json`;

function schemaFile(path: string, title: string, schema: DataSchema, language: Language): PackedEntry {
  const text = `${JSON.stringify(documentSchema(title, schema), null, 2)}\n`;
  const about = {
    title: `${title}.schema.json`,
    meaning: madeMeaning('schema', title, language),
    derivedFrom: path,
  };
  return {
    path: schemaPath(path),
    mediaType: 'application/schema+json',
    parts: async function* () {
      yield Buffer.from(text);
    },
    about: () => about,
  };
}
