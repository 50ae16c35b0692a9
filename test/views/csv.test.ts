import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { inert } from '../../domain/csvCell.ts';
import { csvTable } from '../../views/csv.ts';

/** What a spreadsheet runs when a cell begins with it. */
const RUN = /^[=+\-@\t\r＝＋－＠﹦﹢﹣﹫−]/u;
const SEPARATORS = [',', ';', '\t', '|', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'];
const FORMULAS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(1)',
  '＝1',
  '＋1',
  '－1',
  '＠A1',
  '﹦1',
  '−1',
  "=cmd|' /C calc'!A0",
];
/** What may stand between a separator and the sign, and does not hide it from every program. */
const BETWEEN = ['', ' ', '"', '""', "'", '\u00a0', '\u200b', '\ufeff', '\0', '\u202e', ' " '];

async function written(cells: string[], language: 'en' | 'fr' = 'en'): Promise<string> {
  const table = csvTable(
    cells.map((_, nth) => ({ key: `c${nth}`, header: `Head ${nth}` })),
    language,
  );
  table.write(Object.fromEntries(cells.map((cell, nth) => [`c${nth}`, cell])));
  table.end();
  return (await buffer(table)).toString();
}

/** As a spreadsheet splits: quotes count only where a cell begins with one. */
function cellsBy(separator: string, file: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= file.length; ) {
    let cell = '';
    if (file[at] === '"') {
      for (at += 1; at < file.length; at += 1) {
        if (file[at] !== '"') cell += file[at];
        else if (file[at + 1] === '"') {
          cell += '"';
          at += 1;
        } else break;
      }
      at += 1;
    }
    for (; at < file.length && file[at] !== separator && file[at] !== '\n'; at += 1) cell += file[at];
    cells.push(cell);
    at += 1;
  }
  return cells;
}

/** As the most careless program splits: no quote counts. */
const partsBy = (separator: string, file: string) =>
  file.split('\n').flatMap((line) => line.split(separator));

function assertNothingRuns(file: string): void {
  for (const separator of SEPARATORS) {
    for (const cell of [...cellsBy(separator, file), ...partsBy(separator, file)]) {
      const seen = cell.replace(/^[\s"\p{C}]+(?=.)/u, '');
      assert.ok(
        !RUN.test(cell.replace(/\r$/, '')),
        `${JSON.stringify(cell)} by ${JSON.stringify(separator)}`,
      );
      assert.ok(!RUN.test(seen), `${JSON.stringify(cell)} by ${JSON.stringify(separator)}`);
    }
  }
}

describe('A table for a spreadsheet', () => {
  it('holds no cell that is run, whichever sign the program splits at', async () => {
    for (const separator of SEPARATORS) {
      for (const between of BETWEEN) {
        for (const formula of FORMULAS) {
          const name = `Ann${separator}${between}${formula}${separator}Lee`;
          const cells = ['R-1', name, formula, `${between}${formula}`, name, 'x'];
          for (const language of ['en', 'fr'] as const) assertNothingRuns(await written(cells, language));
        }
      }
    }
  }).timeout(60_000);

  it('quotes each cell that a program could split, and the next one begins where it should', async () => {
    const file = await written(['R-1', 'Ann;=1+1;Lee', 'a|b', 'a\tb', 'plain', "'", 'say "so"']);
    assert.equal(
      file,
      '\ufeffHead 0,Head 1,Head 2,Head 3,Head 4,Head 5,Head 6\r\nR-1,"Ann;\'=1+1;Lee","a|b","a\tb",plain,"\'","say ""so"""\r\n',
    );
  });

  it('is split by semicolons in French, where a comma stands within numbers', async () => {
    const file = await written(['R-1', 'Ann;Lee', 'Lee, Ann', '2026-04-02'], 'fr');
    assert.equal(file, '\ufeffHead 0;Head 1;Head 2;Head 3\r\nR-1;"Ann;Lee";"Lee, Ann";2026-04-02\r\n');
    assert.deepEqual(cellsBy(';', file.split('\r\n')[1] ?? ''), ['R-1', 'Ann;Lee', 'Lee, Ann', '2026-04-02']);
  });

  it('turns the direction of no cell', async () => {
    assert.match(await written(['Ada \u202eelpmaxE', '\u2067=1']), /\r\nAda elpmaxE,"?'=1"?\r\n/);
  });

  it('leaves names, days, addresses and numbers as they are', () => {
    for (const plain of [
      'Jean-Pierre O’Neill',
      '2026-04-02',
      'ann+desk@example.org',
      'Lee, Ann',
      'a = b',
      '38',
      '',
    ])
      assert.equal(inert(plain), plain);
  });

  it('begins with nothing that another format begins with', async () => {
    assert.match(await written(['ID', 'sep=;']), /^\ufeffHead/);
  });
});
