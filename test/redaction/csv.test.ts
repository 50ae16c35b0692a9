import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { cleanedFrom, words } from '../support/redaction/cleaning.ts';

const clean = async (text: string, removed: string[], every?: number) => {
  const result = await cleanedFrom('data.csv', 'text/csv', text, words(...removed), every);
  assert.deepEqual(result.survivors, []);
  return result.text;
};

describe('Words removed from CSV', () => {
  it('are gone from cells, and quotes, delimiters and ends of lines stay', async () => {
    const text = '\ufeff"name";note\r\n"Ann Lee";"met ""Ann Lee"", then left"\r\nAnna;5" disk\r\n;"x\ny"\r\n';
    const expected = '\ufeff"name";note\r\n"*****";"met ""*****"", then left"\r\nAnna;5" disk\r\n;"x\ny"\r\n';
    assert.equal(await clean(text, ['Ann Lee']), expected);
  });

  it('are found with quotes in them, and across a line within a cell', async () => {
    assert.equal(
      await clean('a,"Ann ""Nan"" Lee"\nb,"Ann\r\nLee"\n', ['Ann "Nan" Lee', 'Ann Lee']),
      'a,"*****"\nb,"*****"\n',
    );
  });

  it('never take a delimiter, whichever the table has', async () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      const text = `Ann${delimiter}Lee\nAnn Lee${delimiter}x\n`;
      assert.equal(await clean(text, ['Ann Lee']), `Ann${delimiter}Lee\n*****${delimiter}x\n`);
    }
    assert.equal(await clean('x,Ann\nLee,y\n', ['Ann Lee']), 'x,Ann\nLee,y\n');
    assert.equal(await clean('a;b\nLee, Ann;x\n', ['Lee, Ann']), 'a;b\n*****;x\n');
  });

  it('leave a table of the same shape, whatever the borders of its parts', async () => {
    const rows = Array.from({ length: 500 }, (_, row) => `${row},"Jürgen ""J"" Lee, ${row}",Anna,"x\ny"`);
    const text = `id,"who",friend,note\n${rows.join('\n')}\n`;
    const expected = text.replaceAll('Jürgen ""J"" Lee', '*****');
    for (const every of [1, 7, 1000, 65_536])
      assert.equal(await clean(text, ['Jürgen "J" Lee'], every), expected);
    const shape = (of: string) => parse(of).map((row: string[]) => row.length);
    assert.deepEqual(shape(expected), shape(text));
  });
});
