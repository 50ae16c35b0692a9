import assert from 'node:assert/strict';
import { dataForm, patiently } from '../../../../domain/package/data/dataForm.ts';
import { type DataKind, dataKindOf } from '../../../../domain/package/data/dataKind.ts';
import { readableKind } from '../../../../domain/readable/kind.ts';
import { handlingOf } from '../../../../domain/redaction/handling.ts';

const STRETCH = 64 * 1024;

/** Reads data as a package does; what was found, and the longest that other requests waited, in milliseconds. */
function inspected(kind: DataKind, text: string) {
  const bytes = Buffer.from(text);
  const reading = patiently(dataForm(kind, true));
  let longest = 0;
  for (let at = 0; at < bytes.length; at += STRETCH) {
    const before = performance.now();
    reading.sees(bytes.subarray(at, at + STRETCH));
    longest = Math.max(longest, performance.now() - before);
  }
  return { ...reading.ends(), longest };
}

/** What was measured is tens of milliseconds; before, it was seconds. */
const SOON = 1500;

describe('data that were made to hold up a desk', () => {
  it('have no other form where lists or objects lie a thousand deep in each other, and the package still comes', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const nested = `[{"a":${open.repeat(100_000)}1${close.repeat(100_000)}}]`;
      assert.equal(inspected('json', nested).fault, 'too-large');
      const deep = `[{"a":${open.repeat(900)}1${close.repeat(900)}}]`;
      assert.equal(inspected('json', deep).fault, undefined);
    }
  });

  it('are known as lines or not in a moment, also with an object and a page of empty lines', () => {
    const { longest, records } = inspected('json', `{}${'\n'.repeat(STRETCH)}`);
    assert.equal(records, 1);
    assert.ok(longest < SOON, `${longest} ms`);
  });

  it('are too wide with a million columns, and ragged with a million cells more than there are names, as soon as that is seen', () => {
    const wide = inspected('table', ','.repeat(4_000_000));
    assert.equal(wide.fault, 'too-wide');
    const ragged = inspected('table', `a,b\n${','.repeat(4_000_000)}`);
    assert.equal(ragged.fault, 'ragged');
    assert.ok(Math.max(wide.longest, ragged.longest) < SOON);
  });

  it('are read in a time that grows with them where one cell has all of it', () => {
    const before = performance.now();
    assert.equal(inspected('table', `a,b\n"${'""'.repeat(8_500_000)}`).fault, 'not-csv');
    assert.ok(performance.now() - before < 10_000);
  });

  it('keep a cell with many quotes as it was meant', () => {
    const cell = '""'.repeat(100_000);
    const form = dataForm('table', true);
    const reading = patiently(form);
    reading.sees(Buffer.from(`a\n"${cell}"\n`));
    assert.equal(reading.ends().records, 1);
    assert.ok(form.to === 'json');
    const json = form.convert();
    const text = json.takes(Buffer.from(`a\n"${cell}"\n`)) + json.ends();
    assert.deepEqual(JSON.parse(text), [{ a: '"'.repeat(100_000) }]);
  });
});

describe('a file whose ending is a word of the programming language', () => {
  it('is a text like any other', () => {
    const file = { name: 'export.constructor', mediaType: 'text/plain' };
    assert.deepEqual(handlingOf(file), { words: true, pages: false, looked: true });
    assert.equal(readableKind(file.name, file.mediaType), 'lines');
    assert.equal(dataKindOf(file.name), undefined);
    const unknown = { name: 'export.constructor', mediaType: 'application/octet-stream' };
    assert.deepEqual(handlingOf(unknown), { words: false, pages: false, looked: false });
    assert.equal(readableKind(unknown.name, unknown.mediaType), undefined);
  });
});
