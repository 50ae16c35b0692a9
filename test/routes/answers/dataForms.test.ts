import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageCommand } from '../../../cli/package.ts';
import type { PackageManifest } from '../../../domain/package/manifest.ts';
import { System } from '../../../models/system.ts';
import { appForTests, type Browser, browser } from '../../support/app.ts';
import { answeredFromSystem } from '../../support/dataAnswer.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { temporaryFolder } from '../../support/process.ts';
import { filesOfZip, savedFrom, zipped } from '../../support/zip.ts';

const file = (name: string, content: string | Buffer, mediaType = 'text/plain') => ({
  name,
  mediaType,
  content: Buffer.from(content),
});

describe('Data that a system handed over, in a package', () => {
  let desk: TestDesk;
  let visitor: Browser;
  beforeEach(async () => {
    desk = await deskForTests();
    visitor = browser(appForTests(desk));
  });
  async function packed(
    files: Parameters<typeof file>[],
    more: Parameters<typeof answeredFromSystem>[3] = {},
  ) {
    const given = files.map((one) => file(...one));
    const { link } = await answeredFromSystem(desk, visitor, given, more);
    const { bytes } = await savedFrom(visitor, `${link}/package`);
    const zip = await filesOfZip(bytes);
    const text = (path: string) => zip.get(path)?.toString();
    const manifest = JSON.parse(text('manifest.json') ?? '') as PackageManifest;
    const listed = (path: string) => manifest.files.find((one) => one.path === path);
    return { text, listed, zip, link, bytes, page: text('index.html') ?? '' };
  }

  it('as CSV has the same beside it as JSON, and a schema for each; the manifest counts the records', async () => {
    const csv = 'id,what,price\r\n1,Shoes,12.50\r\n2,"A ""red"" hat",\r\n';
    const { text, listed, zip } = await packed([['orders.csv', csv]]);
    assert.deepEqual(
      [...zip.keys()],
      [
        'letter.pdf',
        'data/Shop/orders.csv',
        'data/Shop/orders.json',
        'schema/Shop/orders.json.schema.json',
        'schema/Shop/orders.csv.schema.json',
        'index.html',
        'manifest.json',
        'SHA256SUMS',
      ],
    );
    assert.equal(text('data/Shop/orders.csv'), csv);
    assert.equal(
      text('data/Shop/orders.json'),
      '[\n{"id":1,"what":"Shoes","price":12.50},\n{"id":2,"what":"A \\"red\\" hat","price":null}\n]\n',
    );
    assert.deepEqual(JSON.parse(text('schema/Shop/orders.json.schema.json') ?? ''), {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'orders.json',
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'integer' },
          what: { type: 'string' },
          price: { type: ['number', 'null'] },
        },
        required: ['id', 'what', 'price'],
        additionalProperties: false,
      },
    });
    const [given, made] = [listed('data/Shop/orders.csv'), listed('data/Shop/orders.json')];
    assert.deepEqual(
      [given?.title, given?.records, given?.schema, given?.derivedFrom, given?.noOtherForm],
      ['orders.csv', 2, 'schema/Shop/orders.csv.schema.json', null, null],
    );
    assert.deepEqual(
      [made?.title, made?.records, made?.schema, made?.derivedFrom, made?.mediaType, made?.meaning],
      [
        'orders.json',
        2,
        'schema/Shop/orders.json.schema.json',
        'data/Shop/orders.csv',
        'application/json',
        'The same as orders.csv, for programs.',
      ],
    );
  });

  it('as JSON has the same beside it as a table, in which no cell is run; the JSON keeps its value', async () => {
    const json = '[{"id":1,"who":{"name":"=1+1"},"tags":["a","b"]},{"id":-2,"who":null}]';
    const { text, listed } = await packed([['people.json', json]]);
    assert.equal(text('data/Shop/people.json'), json);
    assert.equal(
      text('data/Shop/people.csv'),
      '\ufeffid,who.name,tags\r\n1,"\'=1+1","[""a"",""b""]"\r\n-2,"",""\r\n',
    );
    assert.equal(listed('data/Shop/people.csv')?.derivedFrom, 'data/Shop/people.json');
    assert.equal(listed('data/Shop/people.csv')?.records, 2);
  });

  it('has the delimiter that spreadsheets of the person’s language split at', async () => {
    const { text } = await packed([['people.json', '[{"a":1,"b":"x;y"}]']], { language: 'fr' });
    assert.equal(text('data/Shop/people.csv'), '\ufeffa;b\r\n1;"x;y"\r\n');
  });

  it('is read in the encodings and with the delimiters of spreadsheets', async () => {
    const { text } = await packed([
      ['tabs.csv', Buffer.from('\ufeffname\tcity\nÉva\tŁódź\n', 'utf16le'), 'application/octet-stream'],
      ['old.csv', Buffer.from('name;sum\nCaf\xe9;12\x80\n', 'latin1'), 'application/octet-stream'],
      ['told.csv', '\ufeffsep=|\r\nname|city\r\nAda|Lyon\r\n'],
    ]);
    assert.equal(text('data/Shop/tabs.json'), '[\n{"name":"Éva","city":"Łódź"}\n]\n');
    assert.equal(text('data/Shop/old.json'), '[\n{"name":"Café","sum":"12€"}\n]\n');
    assert.equal(text('data/Shop/told.json'), '[\n{"name":"Ada","city":"Lyon"}\n]\n');
  });

  it('that cannot be read is there alone, as it was given, and the page and the manifest say why', async () => {
    const { zip, listed, page } = await packed([
      ['ragged.csv', 'a,b\n1,2\n3\n'],
      ['cut.json', '[{"a":1},'],
      ['two.json', '{"orders":[{"a":1}],"bills":[{"b":1}]}'],
      ['empty.csv', ''],
    ]);
    assert.deepEqual(
      [...zip.keys()].filter((path) => path.includes('/')),
      [
        'data/Shop/ragged.csv',
        'data/Shop/cut.json',
        'data/Shop/two.json',
        'schema/Shop/two.json.schema.json',
        'data/Shop/empty.csv',
      ],
    );
    assert.deepEqual(listed('data/Shop/ragged.csv')?.noOtherForm, { reason: 'ragged', line: 3 });
    assert.deepEqual(listed('data/Shop/cut.json')?.noOtherForm, { reason: 'not-json', line: null });
    assert.deepEqual(listed('data/Shop/two.json')?.noOtherForm, { reason: 'several-lists', line: null });
    assert.deepEqual(listed('data/Shop/empty.csv')?.noOtherForm, { reason: 'empty', line: null });
    assert.match(page, /Line 3 has more or fewer cells than the first/);
    assert.match(page, /It cannot be read as JSON, so it is only here as we got it\./);
  });

  it('says in the person’s language what the system is for, and whether the person provided the data', async () => {
    const own = { purpose: 'Gestion des commandes.', source: 'La personne', language: 'fr' as const };
    const { listed, page } = await packed([['orders.csv', 'a\n1\n']], own);
    const sentence =
      'Système : Shop. Nous l’utilisons pour ceci : Gestion des commandes. Types de données : orders.';
    const given = listed('data/Shop/orders.csv');
    assert.equal(given?.meaning.replaceAll('\u00a0', ' '), sentence);
    assert.ok(page.replaceAll('\u00a0', ' ').includes(sentence));
    assert.equal(given?.providedByPerson, true);
    assert.equal(listed('data/Shop/orders.json')?.providedByPerson, true);
  });

  it('does not say that the person provided what the register has from somebody else too', async () => {
    const { listed } = await packed([['a.csv', 'a\n1\n']], { source: 'The person and a credit agency' });
    assert.equal(listed('data/Shop/a.csv')?.providedByPerson, null);
  });

  describe('checked by `package verify`', () => {
    const { folder, remove } = temporaryFolder();
    after(remove);
    /** What is wrong beside the sums, once these texts have replaced others. */
    async function wrongAfter(zip: Map<string, Buffer>, changed: Record<string, string> = {}) {
      const all = [...zip].map(([path, bytes]) => [path, changed[path] ?? bytes.toString()]);
      const place = join(folder, 'answer.zip');
      writeFileSync(place, await zipped(Object.fromEntries(all)));
      const { stdout = '' } = await packageCommand(['verify', place, '--json']);
      const { wrong } = JSON.parse(stdout) as { wrong: { path: string; fault: string }[] };
      return wrong
        .filter(({ fault }) => !/^(sha256|size|sums-differ)$/.test(fault) && fault !== 'unreadable')
        .map(({ path, fault }) => [path, fault]);
    }

    it('has schemas whose paths can be unpacked too, however long its name is', async () => {
      const { bytes, listed } = await packed([[`${'o'.repeat(94)}.csv`, 'id\n1\n']]);
      const { schema } = listed(`data/Shop/${'o'.repeat(94)}.csv`) ?? {};
      assert.equal(schema, `schema/Shop/${'o'.repeat(94)}.json`);
      const path = join(folder, 'long.zip');
      writeFileSync(path, bytes);
      const { stdout } = await packageCommand(['verify', path, '--json']);
      assert.deepEqual(JSON.parse(stdout ?? '').wrong, []);
    });

    it('follow their schemas and have as many records as the manifest says', async () => {
      const { zip } = await packed(
        [
          ['orders.csv', 'id,what\n1,Shoes\n2,"=1+1"\n'],
          ['people.json', '[{"id":1,"=a":{"b":null}},{"id":12345678901234567890,"x":"-1"}]'],
          ['lines.jsonl', '{"a":1}\n{"a":2.50}\n'],
          ['one.json', '{"total":1,"list":[{"a":1},{"b":"x;y"}]}'],
          ['ragged.csv', 'a,b\n1\n'],
        ],
        { language: 'de' },
      );
      zip.delete('letter.pdf'); // its bytes are no text
      assert.deepEqual(await wrongAfter(zip), [['letter.pdf', 'missing']]);
      const changed = {
        'data/Shop/orders.json': '[\n{"id":"one","what":"Shoes"},\n{"id":2,"what":"=1+1"}\n]\n',
        'data/Shop/people.csv': '\ufeffid;"\'=a.b";x\r\n1;"";""\r\n',
        'schema/Shop/lines.jsonl.schema.json': '{"type":"object","pattern":"(a+)+$"}',
        'data/Shop/one.json': '{"total":1}',
      };
      assert.deepEqual(await wrongAfter(zip, changed), [
        ['letter.pdf', 'missing'],
        ['data/Shop/orders.json', 'schema'],
        ['data/Shop/people.csv', 'records'],
        ['schema/Shop/lines.jsonl.schema.json', 'schema-unreadable'],
        ['data/Shop/one.json', 'schema'],
      ]);
    });
  });

  it('keeps both names where an owner gave a CSV and a JSON of the same name', async () => {
    const { zip } = await packed([
      ['a.csv', 'x\n1\n'],
      ['a.json', '[{"y":2}]'],
    ]);
    assert.deepEqual(
      [...zip.keys()].filter((path) => path.startsWith('data/')),
      ['data/Shop/a.csv', 'data/Shop/a (2).json', 'data/Shop/a.json', 'data/Shop/a (2).csv'],
    );
  });

  it('makes the same zip to the last byte each time, also after the register has changed', async () => {
    const { link, bytes } = await packed([
      ['a.csv', 'x\n1\n'],
      ['b.json', '[{"y":{"z":2}}]'],
    ]);
    await System.update({ purpose: 'Something else' }, { where: {} });
    assert.deepEqual((await savedFrom(visitor, `${link}/package`)).bytes, bytes);
  });
});
