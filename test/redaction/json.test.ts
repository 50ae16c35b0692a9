import assert from 'node:assert/strict';
import { cleanedFrom, words } from '../support/redaction/cleaning.ts';

const clean = async (text: string, removed: string[], every?: number) => {
  const result = await cleanedFrom('data.json', 'application/json', text, words(...removed), every);
  assert.deepEqual(result.survivors, []);
  return result.text;
};

describe('Words removed from JSON', () => {
  it('are gone from texts, keys and numbers, and all else stays as it was written', async () => {
    const text = '{ "name":"Ann Lee",\n  "Ann Lee": [1.50, 49301234, "Anna"], "n\\u00e4chste": null }\n';
    assert.equal(
      await clean(text, ['Ann Lee', '49301234']),
      '{ "name":"*****",\n  "*****": [1.50, "*****", "Anna"], "n\\u00e4chste": null }\n',
    );
  });

  it('are found however the text is escaped', async () => {
    const text =
      '{"a":"\\u004A\\u00fcrgen \\"Nan\\" O\\u2019Neill","b":"J\\u00fcrgen\\nO\'Neill","c":"a\\\\u0041nn"}';
    assert.equal(
      await clean(text, ['Jürgen "Nan" O\'Neill', "Jürgen O'Neill"]),
      '{"a":"*****","b":"*****","c":"a\\\\u0041nn"}',
    );
  });

  it('leave JSON that a program reads, with as many keys as before', async () => {
    const text = JSON.stringify({
      'Ann Lee': 1,
      'Bob Lee': 2,
      inner: { 'Ann Lee': 3 },
      list: ['Ann Lee', 'Bob Lee'],
    });
    assert.deepEqual(JSON.parse(await clean(text, ['Ann Lee', 'Bob Lee'])), {
      '*****': 1,
      '***** (2)': 2,
      inner: { '*****': 3 },
      list: ['*****', '*****'],
    });
  });

  it('are found across the border of any two parts, within an escape too', async () => {
    const text =
      '[{"first": "so long that its encoding is known before the words come, which takes some letters"},{"who":"J\\u00fcrgen \\\\ \\"Lee\\"", "n": 4711}, {"Anna": "J\\u00fcrgen"}]';
    const expected =
      '[{"first": "so long that its encoding is known before the words come, which takes some letters"},{"who":"***** \\\\ \\"Lee\\"", "n": "*****"}, {"Anna": "*****"}]';
    for (const every of [1, 2, 3, 5, 7, 11, 64])
      assert.equal(await clean(text, ['Jürgen', '4711'], every), expected);
  });

  it('are gone from JSON lines, and from a text that is cut off', async () => {
    assert.equal(await clean('{"a":"Ann"}\n{"a":"Ann"}\n', ['Ann']), '{"a":"*****"}\n{"a":"*****"}\n');
    assert.equal(
      (await cleanedFrom('x.json', 'application/json', '{"a":"by Ann', words('Ann'))).survivors.length,
      1,
    );
  });

  it('are named by the adversary where they are packed in base64', async () => {
    const packed = Buffer.from('A letter that names Ann Lee in full').toString('base64');
    const { survivors } = await cleanedFrom(
      'x.json',
      'application/json',
      `{"a":"${packed}"}`,
      words('Ann Lee'),
    );
    assert.deepEqual(survivors, [{ words: 'Ann Lee', where: 'text' }]);
  });
});
