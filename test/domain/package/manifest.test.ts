import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MANIFEST } from '../../../domain/package/manifest.ts';

describe('The published schema of the manifest, version 1', () => {
  it('is the one by which manifests are checked; it never changes, what is added has the next version', () => {
    const published = readFileSync(
      join(import.meta.dirname, '../../../docs/package/manifest-1.schema.json'),
      'utf8',
    );
    const { title, ...schema } = JSON.parse(published);
    assert.equal(title, 'The manifest of an answer package, version 1');
    assert.deepEqual(schema, z.toJSONSchema(MANIFEST));
  });
});
