import assert from 'node:assert/strict';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { survivors } from '../../redaction/survivors.ts';
import { cleanedFrom, fileIn, words } from '../support/redaction/cleaning.ts';
import { pdfOfPages } from '../support/redaction/pdfs.ts';

const EML = 'message/rfc822';
const clean = async (mail: Buffer | string, ...removed: string[]) => {
  const result = await cleanedFrom('mail.eml', EML, mail, words(...removed));
  assert.deepEqual(result.survivors, []);
  return result;
};
const mailOf = (options: object): Promise<Buffer> =>
  new MailComposer({ date: new Date(0), messageId: '<1@example.org>', ...options }).compile().build();

describe('Words removed from a mail', () => {
  it('are gone from its headers and its text, and the rest stays as it was written', async () => {
    const mail =
      'From: Ann Lee <ann.lee@example.org>\r\nTo: Anna <anna@example.org>\r\nSubject: Met Ann\r\n Lee\r\n\r\nAnn\r\nLee, Anna\r\n> quoted Ann\r\n> Lee\r\n';
    const { text, report } = await clean(mail, 'Ann Lee', 'ann.lee@example.org');
    assert.match(text, /^From: \*{5} <\*{5}>\r\nTo: Anna <anna@example.org>\r\nSubject: Met \*{5}\r\n/);
    assert.match(text, /\*{5}, Anna\r\n> quoted \*{5}\r\n$/);
    assert.deepEqual(report.removed, [{ reason: 'rights-of-others', count: 5 }]);
  });

  it('are found in encoded words, quoted-printable and base64, and in whatever charset', async () => {
    for (const textEncoding of ['quoted-printable', 'base64']) {
      const mail = await mailOf({
        from: '"Jürgen Müller" <jm@example.org>',
        to: 'anna@example.org',
        subject: 'Über Jürgen Müller, und Anna Über',
        text: `${'Lorem ipsum '.repeat(10)} Jürgen Müller – Anna bleibt`,
        html: '<p>J&uuml;rgen <b>M&#252;ller</b> &ndash; <a href="https://example.org/?q=J%C3%BCrgen%20M%C3%BCller">Anna</a> bleibt</p>',
        textEncoding,
      });
      assert.equal((await survivors(fileIn('mail.eml', EML, mail), words('Jürgen Müller'))).length, 1);
      const { text } = await clean(mail, 'Jürgen Müller');
      assert.match(text, /Anna/);
    }
    const latin = Buffer.from(
      'Subject: x\nContent-Type: text/plain; charset=iso-8859-1\n\nF\xfcr J\xfcrgen, Z\xfcrich\n',
      'latin1',
    );
    const { text } = await clean(latin, 'Jürgen');
    assert.match(text, /charset=utf-8[\s\S]*F=C3=BCr \*{5}, Z=C3=BCrich/);
  });

  it('are gone from what is attached: text, tables, PDF, a mail within the mail, and the names of files', async () => {
    const inner = await mailOf({ from: 'x@example.org', subject: 'Of Ann Lee', text: 'Inner Ann Lee, Anna' });
    const attachments = [
      { filename: 'Ann Lee.csv', content: 'who;n\n"Ann Lee";1\nAnna;2\n', contentType: 'text/csv' },
      { filename: 'note.txt', content: 'Ann Lee and Anna' },
      {
        filename: 'page.pdf',
        content: await pdfOfPages('Of Ann Lee and Anna'),
        contentType: 'application/pdf',
      },
      { filename: 'mail.eml', content: inner, contentType: EML },
    ];
    const mail = await mailOf({ from: 'x@example.org', subject: 's', text: 'Hello', attachments });
    const { report, text } = await clean(mail, 'Ann Lee');
    assert.deepEqual(report.removed, [{ reason: 'rights-of-others', count: 7 }]); // the name stands in two headers
    assert.deepEqual(report.left, []);
    assert.match(text, /filename="?\*{5}\.csv/);
  });

  it('are not looked for in what cannot be read: the report says so', async () => {
    const attachments = [{ filename: 'clip.mp4', content: 'dots', contentType: 'video/mp4' }];
    const mail = await mailOf({ from: 'x@example.org', subject: 's', text: 'Ann Lee', attachments });
    assert.deepEqual((await clean(mail, 'Ann Lee')).report.left, ['attachment-unread']);
  });

  it('leave a mail with the same parts', async () => {
    const mail = await mailOf({
      from: 'x@example.org',
      subject: 's',
      text: 'Ann Lee',
      html: '<p>Ann Lee</p>',
      attachments: [{ filename: 'a.txt', content: 'Anna' }],
    });
    const boundaries = (text: string) => text.match(/^--.*$/gm)?.length;
    assert.equal(boundaries((await clean(mail, 'Ann Lee')).text), boundaries(mail.toString()));
  });
});

describe('Words removed from a page of HTML', () => {
  it('are gone from texts, entities, tags and comments, and the tags stay', async () => {
    const page =
      '<h1 title="Ann Lee">A<b>nn</b>&nbsp;L&#101;e</h1><!-- Ann Lee --><p>Anna &amp; co</p><script>a="Ann Lee"</script>';
    const { text, survivors: left } = await cleanedFrom('page.html', 'text/html', page, words('Ann Lee'));
    assert.equal(
      text,
      '<h1 title="*****">*****<b></b></h1><!-- ***** --><p>Anna &amp; co</p><script>a="*****"</script>',
    );
    assert.deepEqual(left, []);
  });
});
