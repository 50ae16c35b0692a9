import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type ZipEntry, zipOf } from '../../../routes/answers/zip.ts';

const AT = new Date('2026-03-02T10:00:00Z');

/** A file whose parts are counted as they are asked for. */
function counted(path: string, parts: number, fails = false) {
  const seen = { parts: 0, closed: false };
  async function* made(): AsyncGenerator<Buffer> {
    try {
      for (; seen.parts < parts; seen.parts += 1) yield Buffer.alloc(1024 ** 2, seen.parts);
      if (fails) throw new Error('part 3 is missing');
    } finally {
      seen.closed = true;
    }
  }
  return { seen, entry: { path, mediaType: 'image/png', parts: made } satisfies ZipEntry };
}

describe('A zip that is written while it is sent', () => {
  it('ends with the error of a part that cannot be read, so that it is never taken for whole', async () => {
    const { entry } = counted('a.png', 3, true);
    const { entry: after, seen } = counted('b.png', 1);
    await assert.rejects(async () => {
      for await (const _part of zipOf([entry, after], AT));
    }, /part 3 is missing/);
    assert.equal(seen.parts, 0);
  });

  it('asks for no part that its reader has no room for, and lets go of the file when the reader leaves', async () => {
    const { entry, seen } = counted('a.png', 500);
    const zip = zipOf([entry], AT);
    await once(zip, 'readable');
    await new Promise((done) => setTimeout(done, 100));
    assert.ok(seen.parts < 10, `${seen.parts} MiB were asked for`);
    zip.destroy();
    await once(zip, 'close');
    await new Promise((done) => setTimeout(done, 50));
    assert.equal(seen.closed, true);
  });
});
