import assert from 'node:assert/strict';
import { cleanedFrom, words } from '../support/redaction/cleaning.ts';

const WORDS = 'Zora Quillworth';
const B = 'Content-Type: multipart/mixed; boundary=b';
const mail = (...lines: string[]) => ['From: a@example.org', ...lines].join('\r\n');
const part = (headers: string, body: string) => mail(B, '', '--b', headers, '', body, '--b--', '');
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');

/** Ways in which a mail may say the words; what another program reads in each was checked by hand. */
const MAILS: Record<string, string> = {
  'quoted-printable, broken within the words': part(
    'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable',
    'by Zo=\r\nra=20Quill=77or=\r\nth today',
  ),
  'base64 in lines of four letters': part(
    'Content-Type: text/plain\r\nContent-Transfer-Encoding: base64',
    base64(`by ${WORDS} today`)
      .match(/.{1,4}/g)
      ?.join('\r\n') ?? '',
  ),
  'two encoded words, cut within a word': mail(
    'Subject: =?utf-8?Q?of_Zora_Qui?= =?utf-8?B?bGx3b3J0aA==?=',
    'Content-Type: text/plain',
    '',
    'Anna',
  ),
  'a header folded between the words': mail('Subject: of Zora', '\tQuillworth', '', 'Anna'),
  'a name in pieces by RFC 2231': part(
    'Content-Type: text/plain\r\nContent-Disposition: attachment;\r\n filename*0*=utf-8\'\'Zora%20Qui;\r\n filename*1*=llworth;\r\n filename*2=".txt"',
    'Anna',
  ),
  'HTML with entities and tags within the words': part(
    'Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable',
    '<p title=3D"Z&#111;ra&#x20;Quillworth">Z&#111;ra&nbsp;Quill<b>wor</b>th</p>',
  ),
  'parts within parts, each in its own encoding': part(
    'Content-Type: multipart/alternative; boundary="=_c"',
    [
      '--=_c',
      'Content-Type: text/plain; charset=utf-16le',
      'Content-Transfer-Encoding: base64',
      '',
      base64(Buffer.from(`by ${WORDS}`, 'utf16le')),
      '--=_c',
      'Content-Type: message/rfc822',
      '',
      `Subject: =?iso-8859-1?Q?Zora_Quillworth?=`,
      '',
      `to ${WORDS}`,
      '--=_c--',
    ].join('\r\n'),
  ),
};

describe('Words in mails of unusual writing', () => {
  for (const [way, text] of Object.entries(MAILS))
    it(`are gone: ${way}`, async () => {
      const {
        text: after,
        survivors,
        report,
      } = await cleanedFrom('a.eml', 'message/rfc822', text, words(WORDS));
      assert.deepEqual(survivors, [], after);
      assert.ok((report.removed[0]?.count ?? 0) > 0, after);
      assert.doesNotMatch(after, /Quillworth|llworth/);
    });

  it('are named as perhaps still there in a winmail.dat, which the desk cannot read', async () => {
    const packed = Buffer.concat([Buffer.from('789f3e22', 'hex'), Buffer.from(WORDS, 'utf16le')]);
    const text = part(
      'Content-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64',
      base64(packed),
    );
    const { report } = await cleanedFrom('a.eml', 'message/rfc822', text, words(WORDS));
    assert.deepEqual(report.left, ['attachment-unread']);
  });

  it('in a calendar, which folds its words, are not taken out, and found where they stand as they are', async () => {
    const calendar = `BEGIN:VEVENT\r\nSUMMARY:by ${WORDS}\r\nEND:VEVENT`;
    const type = 'Content-Type: text/calendar; name="a.ics"';
    const plain = await cleanedFrom('a.eml', 'message/rfc822', part(type, calendar), words(WORDS));
    assert.equal(plain.survivors.length, 1);
    const headers = `${type}\r\nContent-Transfer-Encoding: base64`;
    const packed = await cleanedFrom(
      'a.eml',
      'message/rfc822',
      part(headers, base64(calendar)),
      words(WORDS),
    );
    assert.deepEqual(packed.report.left, ['attachment-unread']);
  });

  it('are found before the first part and after the last, where no program shows them: the mail does not leave', async () => {
    const text = mail(
      B,
      '',
      `for ${WORDS}`,
      '--b',
      'Content-Type: text/plain',
      '',
      'Anna',
      '--b--',
      `of ${WORDS}`,
    );
    const { survivors } = await cleanedFrom('a.eml', 'message/rfc822', text, words(WORDS));
    assert.equal(survivors.length, 1);
  });
});

describe('Words in JSON of unusual writing', () => {
  const clean = async (text: string, removed = WORDS, every?: number) => {
    const result = await cleanedFrom('a.json', 'application/json', text, words(removed), every);
    assert.deepEqual(result.survivors, []);
    return JSON.parse(result.text.replace(/^\ufeff/, ''));
  };

  it('are gone where every letter is escaped, whatever the case of the digits, beside letters in two halves', async () => {
    const escaped = [...WORDS]
      .map((letter) => `\\u00${letter.charCodeAt(0).toString(16).toUpperCase()}`)
      .join('');
    for (const every of [1, 7, 4096]) {
      const text = `\ufeff{"a":"\\ud83d\\ude00 ${escaped}\\uD83D\\uDE00","b":"Zora\\u00A0Quillworth\\/\\u2028"}`;
      assert.deepEqual(await clean(text, WORDS, every), { a: '😀 *****😀', b: '*****/\u2028' });
    }
  });

  it('are gone from keys that come twice, and no value is lost', async () => {
    const { text } = await cleanedFrom(
      'a.json',
      'application/json',
      `{"${WORDS}":1,"Zora Quill\\u0077orth":2,"${WORDS}":{"${WORDS}":3}}`,
      words(WORDS),
    );
    assert.equal(text, '{"*****":1,"***** (2)":2,"***** (3)":{"*****":3}}');
  });

  it('written in letters beyond the first 65,536 are gone, escaped or not', async () => {
    assert.deepEqual(
      await clean('["𝒁𝒐𝒓𝒂 x","\\ud835\\udc81\\ud835\\udc90\\ud835\\udc93\\ud835\\udc82"]', 'Zora'),
      ['***** x', '*****'],
    );
  });
});

describe('Words in a CSV with formulas', () => {
  it('are gone from the formula, which stays one cell', async () => {
    const text = `id,who\n1,"=HYPERLINK(""https://example.org/?q=${WORDS}"",""${WORDS}"")"\n2,=CONCAT("Zora Quillworth";1)\n3,"@SUM(1) ${WORDS}"\n`;
    const result = await cleanedFrom('a.csv', 'text/csv', text, words(WORDS));
    assert.deepEqual(result.survivors, []);
    assert.equal(
      result.text,
      'id,who\n1,"=HYPERLINK(""https://example.org/?q=*****"",""*****"")"\n2,=CONCAT("*****";1)\n3,"@SUM(1) *****"\n',
    );
  });
});
