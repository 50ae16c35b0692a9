import assert from 'node:assert/strict';
import { dataForm, patiently } from '../../domain/package/data/dataForm.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { cleaned } from '../../redaction/cleaned.ts';
import { cleanedFrom, fileIn, words } from '../support/redaction/cleaning.ts';

const BYTES = 'application/octet-stream';

/** A table as the package writes it for programs, which decides for itself how it is written. */
function asJson(bytes: Buffer, isUtf8: boolean): string {
  const form = dataForm('table', isUtf8);
  assert.ok(form.to === 'json');
  const reading = patiently(form);
  reading.sees(bytes);
  assert.equal(reading.ends().fault, undefined);
  const json = form.convert();
  return json.takes(bytes) + json.ends();
}

const refusedAsUnreadable = (error: unknown) =>
  error instanceof RuleViolation && error.code === 'file-unreadable' && error.data.name === 'data.csv';

describe('Words are removed as the package, and others, read the file', () => {
  it('in UTF-16 without a mark, also where its beginning has other letters than Latin ones', async () => {
    const head = 'Αρχεία πελατών ονοματεπώνυμο διεύθυνση πόλη χώρα;town\n';
    const rows = 'Ann Lee;Oslo and other places in the north\n'.repeat(30);
    for (const isLittle of [true, false]) {
      const little = Buffer.from(head + rows, 'utf16le');
      const table = isLittle ? little : little.swap16();
      const { bytes, report, survivors } = await cleanedFrom('data.csv', BYTES, table, words('Ann Lee'));
      assert.deepEqual(report.removed, [{ reason: 'rights-of-others', count: 30 }]);
      assert.deepEqual(survivors, []);
      assert.equal(asJson(bytes, false).match(/"\*{5}"/g)?.length, 30);
      assert.doesNotMatch(asJson(bytes, false), /Ann Lee/);
    }
  });

  it('or the file is refused: one that begins in UTF-16 and goes on in UTF-8', async () => {
    const head = Buffer.from('id;name;town;country;street;number\n', 'utf16le');
    const mixed = Buffer.concat([head, Buffer.from('Ann Lee;Oslo\n')]);
    const { survivors } = await cleanedFrom('data.csv', BYTES, mixed, words('Ann Lee'));
    assert.deepEqual(survivors, [{ words: 'Ann Lee', where: 'text' }]);
  });

  it('or the file is refused: one with zeros between its letters', async () => {
    for (const name of ['data.csv', 'data.json', 'data.txt', 'data.html']) {
      const file = fileIn(name, BYTES, 'a,b\nA\0n\0n\0 Lee,x\n');
      const read = async () => {
        for await (const _ of (await cleaned(file, words('Ann Lee'))).parts);
      };
      await assert.rejects(read, { code: 'file-unreadable' }, name);
    }
  });

  it('with the delimiter that its lines have in common, not the one that its first line has most of', async () => {
    const table = 'Name, first, last;Town\nx;"Ann ""Nan"" Lee"\ny;"Ann ""Nan"" Lee"\n';
    const { bytes, text, survivors } = await cleanedFrom(
      'a.csv',
      'text/plain',
      table,
      words('Ann "Nan" Lee'),
    );
    assert.equal(text, 'Name, first, last;Town\nx;"*****"\ny;"*****"\n');
    assert.deepEqual(survivors, []);
    assert.doesNotMatch(asJson(bytes, true), /Nan/);
    const told = await cleanedFrom(
      'a.csv',
      'text/plain',
      '\ufeffsep=|\na,b,c|d\nx|"Ann ""Nan"" Lee"\n',
      words('Ann "Nan" Lee'),
    );
    assert.equal(told.text, '\ufeffsep=|\na,b,c|d\nx|"*****"\n');
  });

  it('or the file is refused: a table with a quote that nobody closes', async () => {
    const cut = cleanedFrom('data.csv', 'text/plain', 'a,b\nx,"y\nAnn Lee\n', words('Ann Lee'));
    await assert.rejects(cut, refusedAsUnreadable);
  });

  it('or the file is refused: JSON that stands as a text in JSON or in a table, and hides them behind escapes', async () => {
    const inner = '{"who":"Zo\\u00eb Lee"}';
    const json = JSON.stringify([{ log: inner, path: 'C:\\temp' }]);
    const found = async (name: string, text: string, word: string) =>
      (await cleanedFrom(name, 'text/plain', text, words(word))).survivors;
    assert.deepEqual(await found('a.json', json, 'Zoë Lee'), [{ words: 'Zoë Lee', where: 'text' }]);
    const table = `id,log\n1,"${inner.replaceAll('"', '""')}"\n`;
    assert.deepEqual(await found('a.csv', table, 'Zoë Lee'), [{ words: 'Zoë Lee', where: 'text' }]);
    assert.deepEqual(await found('a.json', json, 'C:\\temp'), []);
  });
});
