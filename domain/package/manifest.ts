import { z } from 'zod';
import { REMOVAL_REASONS } from '../redaction/removal.ts';
import { DATA_FAULTS } from './data/dataFault.ts';
import { isSafePath } from './paths.ts';

/** The package of an answer: its files at the top of the zip. Each of these but the manifest and the sums is in the manifest. */
export const PLACES = {
  index: 'index.html',
  letter: 'letter.pdf',
  manifest: 'manifest.json',
  sums: 'SHA256SUMS',
} as const;

/** The version of the manifest. A published version never changes its meaning: what is added has the next number. */
export const MANIFEST_VERSION = 3;

const PATH = z.string().max(400).refine(isSafePath, 'not a safe path').describe('Where it is in the zip');

const FILE_1 = z.strictObject({
  path: PATH,
  title: z.string().min(1).describe('Its name as the organisation gave it'),
  meaning: z.string().describe('What it is, in a sentence for the person; may be empty'),
  system: z.string().nullable().describe('The system that it comes from; null where it comes from none'),
  records: z.int().nonnegative().nullable().describe('How many records it has; null where nobody counted'),
  size: z.int().nonnegative().describe('Bytes'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of its bytes, in hexadecimal'),
  mediaType: z.string().min(1),
  schema: PATH.nullable().describe('The JSON schema that its data follow; null where there is none'),
  providedByPerson: z
    .boolean()
    .nullable()
    .describe('Whether the person provided the data themselves (Art. 20(1) GDPR); null where nobody said'),
  redactions: z
    .array(z.strictObject({ reason: z.enum(REMOVAL_REASONS), count: z.int().positive() }))
    .describe('What was removed from it, and why'),
});

const FILE_2 = FILE_1.extend({
  derivedFrom: PATH.nullable().describe('The file that we made it from; null where it is as we got it'),
  noOtherForm: z
    .strictObject({
      reason: z.enum(DATA_FAULTS),
      line: z.int().positive().nullable().describe('The line of the table; null where there is none'),
    })
    .nullable()
    .describe('Why data have no other form beside them; null where they have one, or are no data'),
});

const FILE = FILE_2.extend({
  meaning: z.string().regex(/\S/).describe('What it is, in a sentence for the person'),
});

const HEAD = {
  format: z.literal('rightsdesk-answer-package'),
  version: z.literal(1),
  organisation: z.string(),
  reference: z.string().describe('The request that it answers'),
  right: z
    .string()
    .min(1)
    .describe('The right that it answers, such as access (Art. 15 GDPR) or portability (Art. 20)'),
  language: z.string().min(2).describe('The language of index.html and of the letter, such as fr'),
  answeredAt: z.iso.datetime(),
};

/** The manifest of version 1, as packages of earlier releases have it: docs/package/manifest-1.schema.json. */
export const MANIFEST_1 = z.strictObject({ ...HEAD, files: z.array(FILE_1) });

/** That of version 2, in which a file may be without a meaning: docs/package/manifest-2.schema.json. */
export const MANIFEST_2 = z.strictObject({ ...HEAD, version: z.literal(2), files: z.array(FILE_2) });

/** The manifest of a package: what is in it, file by file. Its JSON schema is docs/package/manifest-3.schema.json. */
export const MANIFEST = z.strictObject({
  ...HEAD,
  version: z.literal(MANIFEST_VERSION),
  files: z.array(FILE),
});
export type PackageManifest = z.infer<typeof MANIFEST>;
export type PackedFile = PackageManifest['files'][number];
