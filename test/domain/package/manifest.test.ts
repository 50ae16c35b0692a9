import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MANIFEST, MANIFEST_1 } from '../../../domain/package/manifest.ts';

for (const [version, manifest] of [
  [1, MANIFEST_1],
  [2, MANIFEST],
] as const)
  describe(`The published schema of the manifest, version ${version}`, () => {
    it('is the one by which manifests are checked; it never changes, what is added has the next version', () => {
      const file = `../../../docs/package/manifest-${version}.schema.json`;
      const { title, ...schema } = JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));
      assert.equal(title, `The manifest of an answer package, version ${version}`);
      assert.deepEqual(schema, z.toJSONSchema(manifest));
    });
  });
