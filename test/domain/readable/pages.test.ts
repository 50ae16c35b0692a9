import assert from 'node:assert/strict';
import { dialectOf } from '../../../domain/package/data/dialect.ts';
import { cutRows, LONGEST_ROW } from '../../../domain/readable/cutRows.ts';
import { cutTree } from '../../../domain/readable/cutTree.ts';
import { jsonLines } from '../../../domain/readable/jsonLines.ts';
import { FIRST, MOST, type PageCutter, type PageMark, readableKind } from '../../../domain/readable/kind.ts';
import { columnsIn, rowsIn } from '../../../domain/readable/table.ts';

/** Gives bytes to a reader in pieces of a length. */
function inPieces(text: string | Buffer, length: number, reader: { add(part: Buffer): void }): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += length) reader.add(bytes.subarray(at, at + length));
}

function marksOf(text: string, length: number, cutter: (found: (mark: PageMark) => void) => PageCutter) {
  const marks: PageMark[] = [];
  inPieces(
    text,
    length,
    cutter((mark) => marks.push(mark)),
  );
  return marks;
}

describe('How a file of an answer can be read on a page', () => {
  for (const [name, mediaType, kind] of [
    ['orders.csv', 'text/plain', 'table'],
    ['Orders.TSV', 'text/plain', 'table'],
    ['old.csv', 'application/octet-stream', 'table'],
    ['profile.json', 'text/plain', 'tree'],
    ['events.jsonl', 'text/plain', 'tree'],
    ['notes', 'text/plain', 'lines'],
    ['page.html', 'text/html', 'lines'],
    ['scan.pdf', 'application/pdf', undefined],
    ['photo.csv', 'image/png', undefined],
    ['data.bin', 'application/octet-stream', undefined],
  ] as const)
    it(`${name} of the type ${mediaType}: ${kind ?? 'only saved'}`, () =>
      assert.equal(readableKind(name, mediaType), kind));
});

describe('The pages of a table', () => {
  const cut = (text: string, length: number, rows = 2) =>
    marksOf(text, length, (found) => cutRows(FIRST, { delimiter: ',', rows }, found));

  it('begin after a number of rows besides the names of its columns, wherever the parts of the file are cut', () => {
    const text = 'a,b\n1,2\n3,4\n5,6\n7,8\n9,0\n';
    for (const length of [1, 3, 100])
      assert.deepEqual(cut(text, length), [
        { page: 2, offset: 12, row: 3 },
        { page: 3, offset: 20, row: 5 },
      ]);
  });

  it('take no line break between quotes for the end of a row', () => {
    const text = 'a,b\n"x\ny","z""\n"\n0,0\n1,2\n';
    for (const length of [1, 5, 100]) assert.deepEqual(cut(text, length), [{ page: 2, offset: 21, row: 3 }]);
  });

  it('take a quote within a cell for a sign like others', () => {
    assert.deepEqual(cut('a,b\n5" pipe,x\n0,0\n1,2\n', 4), [{ page: 2, offset: 18, row: 3 }]);
  });

  it('do not begin with nothing: empty lines at the end make no page', () => {
    assert.deepEqual(cut('a\nb\n\r\n\n', 2), []);
  });

  it('are no longer than 64 KiB and one row', () => {
    const row = `${'x'.repeat(999)}\n`;
    const [second] = cut(row.repeat(200), 4096, 1000);
    assert.deepEqual(second, { page: 2, offset: 66_000, row: 66 });
  });

  it('end a row that never ends after 256 KiB, between two characters', () => {
    const marks = cut(`"${'é'.repeat(LONGEST_ROW)}`, 4096, 1000);
    const { offset, row } = marks[0] as PageMark;
    assert.deepEqual([offset, row], [LONGEST_ROW + 1, 1]);
  });
});

describe('The rows of a table', () => {
  it('are split at the delimiter that its lines have equally often; where none is, that its first line has most often', () => {
    for (const [text, delimiter] of [
      ['name;"a,b,c";town\n1;2;3', ';'],
      ['name\ttown\n', '\t'],
      ['name\n', ','],
      ['a;b;c,d\n1;2\n3,4,5,6', ';'],
      ['sep=|\na,b|c\n', '|'],
    ] as const)
      assert.equal(dialectOf(text).delimiter, delimiter, text);
  });

  it('have the names of the first row, without the mark that some programs write before it', () => {
    assert.deepEqual(columnsIn('\uFEFF"first, name",town\n1,2\n', ','), {
      columns: ['first, name', 'town'],
      width: 2,
    });
  });

  it('are read as far as they can be where a quote is never closed', () => {
    assert.deepEqual(rowsIn('1,"two\n3,4\n', ',').rows.flat().join(' ').includes('two'), true);
  });

  it('say that something was shortened: a cell of more than 1,000 signs, and more than 60 columns', () => {
    assert.deepEqual(rowsIn('a,b', ','), { rows: [['a', 'b']], isShortened: false, isRagged: false });
    const { rows, isShortened } = rowsIn(`${'x'.repeat(1001)},b`, ',');
    assert.deepEqual([rows[0]?.[0]?.length, isShortened], [1001, true]);
    assert.equal(rows[0]?.[0]?.at(-1), '…');
    assert.equal(rowsIn(Array(61).fill('x').join(','), ',').rows[0]?.length, 60);
  });

  it('are said to be no table where the package does not take them for one: a row with more or fewer cells, a quote within one', () => {
    for (const text of ['1,2\n3\n', '1,2,3\n', '1,a "b" c\n', '1,"two\n'])
      assert.equal(rowsIn(text, ',', 2).isRagged, true, text);
    for (const text of ['1,2\n\n3,4', '"1\n2","a ""b"""\r\n', ''])
      assert.equal(rowsIn(text, ',', 2).isRagged, false, text);
  });
});

describe('The lines of a tree', () => {
  const linesOf = (text: string, length: number, from: PageMark = FIRST, areLines = false) => {
    const lines: string[] = [];
    const reader = jsonLines(
      from,
      ({ depth, name, kind, value }) => {
        lines.push(`${depth} ${name} ${kind} ${value}`.trim());
      },
      { areLines },
    );
    inPieces(text, length, reader);
    reader.end();
    return { lines, isBroken: reader.isBroken() };
  };

  it('are its names and values in order, with how deep they stand, wherever the parts are cut', () => {
    const text = '\uFEFF{"a": [1, {"x": "y\\u00e9\\"z\\n"}, [], {}], "b": null, "c": -1.5e3}';
    for (const length of [1, 2, 7, 1000])
      assert.deepEqual(linesOf(text, length), {
        lines: [
          '0 1 object',
          '1 a list',
          '2 1 plain 1',
          '2 2 object',
          '3 x text yé"z',
          '2 3 empty',
          '2 4 empty',
          '1 b plain null',
          '1 c plain -1.5e3',
        ],
        isBroken: false,
      });
  });

  it('are those of each value where there are several', () => {
    assert.deepEqual(linesOf('{"a":1}\n{"a":2}\n', 3, FIRST, true).lines, [
      '0 1 object',
      '1 a plain 1',
      '0 2 object',
      '1 a plain 2',
    ]);
  });

  it('end where it is not JSON', () => {
    assert.deepEqual(linesOf('{"a":1, §}', 3), { lines: ['0 1 object', '1 a plain 1'], isBroken: true });
    for (const text of ['{"a":1', '[1}', ']', '{1:2}', '["a', '['.repeat(200)])
      assert.equal(linesOf(text, 3).isBroken, true, text);
  });

  it('keep the beginning of a value that is longer than anybody reads', () => {
    const [, line] = linesOf(`["${'x'.repeat(1_000_000)}"]`, 1000).lines;
    assert.equal(line?.length, '1 1 text '.length + 4096);
  });

  it('go on in the middle by what was open there', () => {
    const members = Array.from({ length: MOST.lines * 2 }, (_, nth) => `{"n":${nth}}`);
    const text = `{"orders":[${members.join(',')}],"end":true}`;
    for (const length of [1, 50, 100_000]) {
      const marks = marksOf(text, length, (found) => cutTree(FIRST, found));
      const [second] = marks;
      assert.deepEqual([second?.row, marks.length], [MOST.lines, 4]);
      const rest = text.slice(second?.offset);
      assert.deepEqual(linesOf(rest, length, { ...(second as PageMark) }).lines.slice(0, 3), [
        '2 100 object',
        '3 n plain 99',
        '2 101 object',
      ]);
      assert.deepEqual(linesOf(rest, length, second).lines.at(-1), '1 end plain true');
    }
  });
});
