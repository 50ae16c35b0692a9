import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { z } from 'zod';
import { csvReader } from '../../../../domain/package/data/csvReader.ts';
import type { DataFault } from '../../../../domain/package/data/dataFault.ts';
import type { DataKind } from '../../../../domain/package/data/dataKind.ts';
import { follows } from '../../../../domain/package/data/follows.ts';
import { namesOf } from '../../../../domain/package/data/header.ts';
import type { DataSchema } from '../../../../domain/package/data/schema.ts';
import { formed, recordsFollowing } from '../../../support/dataForms.ts';

/** Names and texts as people have them, with what has a meaning in CSV, JSON and JavaScript. */
const NAMES = ['id', 'name', '', 'value', 'a.b', 'a\\', '__proto__', 'constructor', '=x', '"', 'é;', '1'];
const TEXTS = [
  '',
  '=1+1',
  '-2',
  '007',
  '2026-02-28',
  '2026-02-31',
  '2026-01-02T03:04:05Z',
  'a,b',
  '"',
  "'",
  'x\ny',
  '\u202e',
  'true',
  '1e5',
];
const leaf = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const { record, value } = fc.letrec((tie) => ({
  record: fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 4 }),
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 3 }), tie('record')),
}));

/** Both forms of data follow their schemas and have as many records, however the bytes come. */
function holds(kind: DataKind, content: string, pieces: number): void {
  const { found, text } = formed(kind, content, { pieces });
  assert.deepEqual(formed(kind, content, { pieces: 1 }), { found, text });
  assert.ok(found.schema, `not read: ${found.fault}`);
  assert.equal(recordsFollowing(kind, content, asRead(found.schema)), found.records);
  if (text === undefined || !found.other) return;
  const other = kind === 'table' ? 'json' : 'table';
  assert.equal(recordsFollowing(other, text, asRead(found.other), other === 'table'), found.records);
}

function rowsOf(text: string, size: number): string[][] | string {
  const rows: string[][] = [];
  const reader = csvReader((cells) => rows.push(cells), ',');
  try {
    for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size));
    reader.end();
    return rows;
  } catch (error) {
    return (error as DataFault).reason === 'empty' ? [] : 'refused';
  }
}

function rowsByAnother(text: string): string[][] | string {
  try {
    return parse(text, { record_delimiter: ['\r\n', '\n', '\r'], skip_empty_lines: true });
  } catch {
    return 'refused';
  }
}

const assertSame = (value: unknown, cell: string) =>
  assert.deepEqual(value, value === null ? null : typeof value === 'string' ? cell : JSON.parse(cell));

/** As it is in the file of a package. */
const asRead = (schema: DataSchema): DataSchema => JSON.parse(JSON.stringify(schema)) as DataSchema;

describe('Any data', () => {
  it('in JSON follow the schema that was inferred from them, and so does the table that is made of them', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(record), fc.array(value), record, value),
        fc.nat({ max: 40 }),
        (data, pieces) => holds('json', JSON.stringify(data, null, pieces % 3), pieces + 1),
      ),
      { numRuns: 400 },
    );
  });

  it('follow that schema by another validator’s reading too, and other data do not', () => {
    const plain = fc.dictionary(fc.constantFrom('id', 'name', 'a.b', ''), leaf, { maxKeys: 4 });
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1 }), fc.array(plain, { minLength: 1 }), (data, others) => {
        const { schema } = formed('json', JSON.stringify(data)).found;
        const other = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
        for (const one of [data, others].map((list) => JSON.parse(JSON.stringify(list))))
          assert.equal(other.safeParse(one).success, follows(schema, one), JSON.stringify(one));
      }),
      { numRuns: 300 },
    );
  });

  it('in a table are read as another program reads them, or refused as there', () => {
    const signs = fc.constantFrom('a', 'b', ',', ',', '"', '"', '""', '\n', '\r\n', ' ', 'é');
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 24 }), fc.nat({ max: 8 }), (given, size) => {
        const text = given.join('');
        assert.deepEqual(rowsOf(text, size + 1), rowsByAnother(text), JSON.stringify(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('in JSON lines do too', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), fc.nat({ max: 40 }), (data, pieces) =>
        holds('json-lines', data.map((one) => JSON.stringify(one)).join('\n'), pieces + 1),
      ),
      { numRuns: 150 },
    );
  });

  it('in a table do too, and so does the JSON that is made of it, cell by cell what it was', () => {
    const cell = fc.oneof(leaf.map(String), fc.constantFrom(...TEXTS, ...NAMES));
    const table = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 6 }))
      .chain(([columns, rows]) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      );
    const quoted = (text: string) => `"${text.replaceAll('\0', '').replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(table, fc.nat({ max: 40 }), (rows, pieces) => {
        const text = rows
          .map((row) => row.map(quoted).join(','))
          .join('\r\n')
          .toWellFormed();
        holds('table', text, pieces + 1);
        const [header = [], ...lines] = rows.map((row) =>
          row.map((one) => one.replaceAll('\0', '').toWellFormed()),
        );
        const made = JSON.parse(formed('table', text).text ?? '[]') as Record<string, unknown>[];
        const names = namesOf(header);
        for (const [at, line] of lines.entries())
          for (const [column, was] of line.entries()) assertSame(made[at]?.[names[column] ?? ''], was);
      }),
      { numRuns: 300 },
    );
  });
});
