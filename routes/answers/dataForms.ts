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
export type About = Partial<Omit<PackedFile, 'path' | 'size' | 'sha256' | 'mediaType'>> &
  Pick<PackedFile, 'title' | 'meaning'>;
/** A file of the package; what is said of it is known once it has been written. */
export type PackedEntry = ZipEntry & { about: () => About };

/** A file of the answer, where it is in the package, and what is said of it. */
type AnsweredFile = { path: string; mediaType: string; about: About; open(): AsyncIterable<Buffer> };

type Naming = { pathIn: (folder: string, name: string) => string; language: Language };

/**
 * A file of the answer, and what we make of it where it is CSV or JSON: its other form, and a schema for each. It is read while it is
 * written, then once more for the other form; one record at a time is in memory. What cannot be read is there as it is, alone, and the
 * manifest says why.
 */
export async function* withForms(file: AnsweredFile, naming: Naming): AsyncGenerator<PackedEntry> {
  const { path, mediaType, about, open } = file;
  const kind = dataKindOf(path);
  if (!kind) return yield { path, mediaType, parts: open, about: () => about };
  const schemaPath = schemaIn(path, naming);
  const form = dataForm(kind, isUtf8(mediaType));
  let inspected: Inspected = { records: null, fault: 'empty' };
  const keep = (found: Inspected) => {
    inspected = found;
  };
  const parts = () => inspecting(open(), form, keep);
  yield { path, mediaType, parts, about: () => ({ ...about, ...saidOf(inspected, schemaPath) }) };
  const { records, schema, other } = inspected;
  const counted = { ...file, about: { ...about, records } };
  if (other) yield* otherForm(counted, form, { ...naming, schema: other });
  if (schema) yield schemaFile({ path, schemaPath }, about.title, schema, naming.language);
}

/** The other form beside the file, and its schema. */
async function* otherForm(
  { path, about, open }: AnsweredFile,
  form: DataForm,
  { schema, ...naming }: Naming & { schema: DataSchema },
): AsyncGenerator<PackedEntry> {
  const { pathIn, language } = naming;
  const cut = path.lastIndexOf('/') + 1;
  const kind = dataKindOf(path) ?? 'table';
  const made = pathIn(path.slice(0, cut), otherName(path.slice(cut), kind));
  const schemaPath = schemaIn(made, naming);
  const title = otherName(about.title, kind);
  const meaning = madeMeaning(form.to, about.title, language);
  yield {
    path: made,
    mediaType: form.to === 'json' ? 'application/json' : 'text/csv',
    parts: () => converted(open(), form, language),
    about: () => ({ ...about, title, meaning, schema: schemaPath, derivedFrom: path }),
  };
  yield schemaFile({ path: made, schemaPath }, title, schema, language);
}

const saidOf = ({ records, schema, fault, ...rest }: Inspected, schemaPath: string): Partial<About> => ({
  records,
  schema: schema ? schemaPath : null,
  noOtherForm: fault ? { reason: fault, line: ('line' in rest && rest.line) || null } : null,
});

/** `data/Shop/orders.csv` is described by `schema/Shop/orders.csv.schema.json`, `files/a.csv` by `schema/files/a.csv.schema.json`. */
function schemaIn(path: string, { pathIn }: Pick<Naming, 'pathIn'>): string {
  const name = path.lastIndexOf('/') + 1;
  return pathIn(`schema/${path.slice(0, name).replace(/^data\//, '')}`, `${path.slice(name)}.schema.json`);
}

function schemaFile(
  { path, schemaPath }: { path: string; schemaPath: string },
  title: string,
  schema: DataSchema,
  language: Language,
): PackedEntry {
  const text = `${JSON.stringify(documentSchema(title, schema), null, 2)}\n`;
  const about = {
    title: `${title}.schema.json`,
    meaning: madeMeaning('schema', title, language),
    derivedFrom: path,
  };
  return {
    path: schemaPath,
    mediaType: 'application/schema+json',
    parts: async function* () {
      yield Buffer.from(text);
    },
    about: () => about,
  };
}
