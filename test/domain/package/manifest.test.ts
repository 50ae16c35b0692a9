import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { manifestFrom } from '../../../domain/package/check.ts';
import { MANIFEST, MANIFEST_1, MANIFEST_2 } from '../../../domain/package/manifest.ts';

for (const [version, manifest] of [
  [1, MANIFEST_1],
  [2, MANIFEST_2],
  [3, MANIFEST],
] as const)
  describe(`The published schema of the manifest, version ${version}`, () => {
    it('is the one by which manifests are checked; it never changes, what is added has the next version', () => {
      const file = `../../../docs/package/manifest-${version}.schema.json`;
      const { title, ...schema } = JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));
      assert.equal(title, `The manifest of an answer package, version ${version}`);
      assert.deepEqual(schema, z.toJSONSchema(manifest));
    });
  });

describe('A file without a meaning', () => {
  const listed = {
    path: 'letter.pdf',
    title: 'letter.pdf',
    system: null,
    records: null,
    size: 1,
    schema: null,
  };
  const file = { ...listed, sha256: '0'.repeat(64), mediaType: 'application/pdf', providedByPerson: null };
  const later = { ...file, redactions: [], derivedFrom: null, noOtherForm: null };
  const manifest = (version: number, meaning: string, one: object = later) =>
    JSON.stringify({
      ...{ format: 'rightsdesk-answer-package', version, organisation: 'Example', reference: 'R-AAAA-AAAA' },
      ...{ right: 'access', language: 'en', answeredAt: '2026-03-02T10:00:00.000Z' },
      files: [{ ...one, meaning }],
    });

  it('is named in a manifest of version 3, which needs one for each file', () => {
    for (const meaning of ['', ' \n'])
      assert.deepEqual(manifestFrom(manifest(3, meaning)).wrong, {
        fault: 'manifest-invalid',
        at: 'files.0.meaning (letter.pdf)',
      });
    assert.equal(manifestFrom(manifest(3, 'The answer as a letter.')).wrong, undefined);
  });

  it('is right in those of version 1 and 2, which packages of earlier releases have', () => {
    assert.equal(manifestFrom(manifest(2, '')).wrong, undefined);
    assert.equal(manifestFrom(manifest(1, '', { ...file, redactions: [] })).wrong, undefined);
  });
});
