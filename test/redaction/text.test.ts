import assert from 'node:assert/strict';
import { survivors } from '../../redaction/survivors.ts';
import { cleanedFrom, fileIn, words } from '../support/redaction/cleaning.ts';

const textOf = async (content: Buffer | string, ...removed: string[]) =>
  (await cleanedFrom('note.txt', 'text/plain', content, words(...removed))).text;

describe('Words removed from a text', () => {
  it('leave a mark of one width, and their neighbours as they were', async () => {
    const text = 'Ann Lee and Anna Leeds met Maximiliana Oberhauser-Zwettl.';
    assert.equal(
      await textOf(text, 'Ann Lee', 'Maximiliana Oberhauser-Zwettl'),
      '***** and Anna Leeds met *****.',
    );
  });

  it('are whole words, unless an asterisk asks for the rest of the word', async () => {
    assert.equal(await textOf('Ann, Anna, Joann', 'Ann'), '*****, Anna, Joann');
    assert.equal(await textOf('Ann, Anna, Joann', 'Ann*'), '*****, *****, Joann');
    assert.equal(await textOf('Ann, Anna, Joann', '*Ann'), '*****, Anna, *****');
    assert.equal(await textOf('Ann, Anna, Joanna', '*Ann*'), '*****, *****, *****');
  });

  it('are found in any case, spelling of Unicode, kind of space, dash or apostrophe', async () => {
    for (const written of [
      'JÜRGEN O’NEILL-STRAßE',
      'Ju\u0308rgen O\u2019Neill\u2011Strasse',
      'Jür\u00adgen\u00a0O\u02bcNeill\u2013Stra\u200bße',
      "jürgen  o'neill-strasse",
      'Jürgen\r\nO`Neill-Straße',
      "Ｊürgen O'Neill-Straﬆe".replace('ﬆ', 'ß'),
    ])
      assert.equal(await textOf(`(${written})`, "Jürgen O'Neill-Straße"), '(*****)', written);
  });

  it('are found where a line breaks after a hyphen', async () => {
    assert.equal(await textOf('by Ober-\nhauser today', 'Oberhauser'), 'by ***** today');
    assert.equal(await textOf('by Ober-\r\n  hauser today', 'Ober-hauser'), 'by ***** today');
  });

  it('are found in writing that has no spaces', async () => {
    assert.equal(await textOf('昨日、山田太郎さんが来た', '山田太郎'), '昨日、*****さんが来た');
  });

  it('are found across the border of any two parts, and with the letter before them', async () => {
    const text = `${'x'.repeat(70_000)} Jürgen Oberhauser ${'y '.repeat(40_000)}Joann ${'z'.repeat(70_000)}`;
    for (const every of [1_000, 4_097, 70_005]) {
      const { text: left } = await cleanedFrom(
        'long.txt',
        'text/plain',
        text,
        words('Jürgen Oberhauser', 'Ann'),
        every,
      );
      assert.equal(left, text.replace('Jürgen Oberhauser', '*****'), String(every));
    }
  });

  it('keep the encoding of the file: UTF-8, UTF-16 with its mark, Windows-1252', async () => {
    const text = 'Für Jürgen – 5 € – bis März';
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const [bytes, expected] of [
      [Buffer.from(`\ufeff${text}`), Buffer.from('\ufeffFür ***** – 5 € – bis März')],
      [utf16, Buffer.from('\ufeffFür ***** – 5 € – bis März', 'utf16le')],
      [Buffer.from(utf16).swap16(), Buffer.from('\ufeffFür ***** – 5 € – bis März', 'utf16le').swap16()],
      [
        Buffer.from('F\xfcr J\xfcrgen \x96 5 \x80 \x96 bis M\xe4rz', 'latin1'),
        Buffer.from('F\xfcr ***** \x96 5 \x80 \x96 bis M\xe4rz', 'latin1'),
      ],
    ] as const)
      for (const every of [1, 3, 65_536]) {
        const result = await cleanedFrom('note.txt', 'text/plain', bytes, words('Jürgen'), every);
        assert.deepEqual(result.bytes, expected);
      }
  });

  it('are counted by their reason', async () => {
    const { report } = await cleanedFrom('note.txt', 'text/plain', 'Ann, ann and the secret recipe', [
      { kind: 'words', words: 'Ann', reason: 'rights-of-others' },
      { kind: 'words', words: 'secret recipe', reason: 'trade-secret' },
      { kind: 'words', words: 'nobody', reason: 'legal-privilege' },
    ]);
    assert.deepEqual(report, {
      removed: [
        { reason: 'rights-of-others', count: 2 },
        { reason: 'trade-secret', count: 1 },
      ],
      stripped: [],
      left: [],
    });
  });

  it('are named where they are still in a file', async () => {
    const file = fileIn('note.txt', 'text/plain', `${'a '.repeat(100_000)}J\u00fcr\u00adgen and Anna`, 999);
    assert.deepEqual(await survivors(file, words('Jürgen', 'Ann')), [{ words: 'Jürgen', where: 'text' }]);
  });

  it('must have a letter or a digit', async () => {
    await assert.rejects(textOf('text', ' * '), { code: 'words-missing' });
  });
});
