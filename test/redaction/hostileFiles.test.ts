import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { shownOf } from '../../redaction/shownOf.ts';
import { survivors } from '../../redaction/survivors.ts';
import { cleanedFrom, fileIn, words } from '../support/redaction/cleaning.ts';

/** What comes of a work, and the longest that anything else waited meanwhile, in milliseconds. */
async function whileWatched<T extends object>(work: () => Promise<T>): Promise<T & { longest: number }> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await setTimeout(50); // it counts from its first turn on
  const done = await work();
  await setTimeout(50); // a wait counts once it is over
  delay.disable();
  return { ...done, longest: delay.max / 1e6 };
}

describe('Files that were made to hold up a desk', () => {
  it('as HTML of tags that nobody ends are cleaned and shown in a moment', async () => {
    const page = '<a'.repeat(100_000);
    const before = performance.now();
    const { text, survivors } = await cleanedFrom(
      'page.html',
      'text/html',
      `${page} Ann Lee`,
      words('Ann Lee'),
    );
    assert.equal(text, `${page} *****`);
    assert.deepEqual(survivors, []);
    await shownOf(fileIn('page.html', 'text/html', page));
    assert.ok(performance.now() - before < 5000);
  });

  it('as HTML keep what stands between quotes in a tag, also a sign that begins one', async () => {
    const { text } = await cleanedFrom(
      'a.html',
      'text/html',
      '<p title="a<b Ann Lee">x<br>y</p>',
      words('Ann Lee'),
    );
    assert.equal(text, '<p title="a&lt;b *****">x<br>y</p>');
    const split = await cleanedFrom('a.html', 'text/html', '<p id=1<b>Ann <i>Lee</i></p>', words('Ann Lee'));
    assert.deepEqual(split.survivors, []);
  });

  it('as large HTML or a large mail are cleaned beside the desk, which goes on with what others ask', async function () {
    this.timeout(60_000);
    const page = '<p>Ann Lee, hello &amp; more</p>\n'.repeat(60_000);
    const mail = `From: Ann Lee <ann@example.org>\nContent-Type: text/html\n\n${page}`;
    for (const [name, type, text] of [
      ['page.html', 'text/html', page],
      ['a.eml', 'message/rfc822', mail],
    ] as const) {
      const { bytes, longest } = await whileWatched(() => cleanedFrom(name, type, text, words('Ann Lee')));
      assert.doesNotMatch(bytes.toString(), /Ann Lee/);
      assert.ok(longest < 1000, `${name}: ${longest} ms`);
    }
    const { parts, isCut } = await shownOf(fileIn('a.eml', 'message/rfc822', mail));
    const [shown] = parts;
    assert.ok(isCut);
    assert.match(shown && 'text' in shown ? shown.text : '', /^From: Ann Lee.*\n\nAnn Lee, hello & more\n/);
  });

  it('as a mail with thousands of parts in each other are neither cleaned nor shown', async () => {
    const many = Array.from({ length: 3000 }, (_, nth) => nth);
    const begun = many
      .map((nth) => `Content-Type: multipart/mixed; boundary=b${nth}\n\n--b${nth}\n`)
      .join('');
    const ended = many.map((nth) => `--b${2999 - nth}--\n`).join('');
    const mail = `From: ann@example.org\n${begun}Content-Type: text/plain\n\nhello\n${ended}`;
    const refused = (error: unknown) => error instanceof RuleViolation && error.code === 'file-unreadable';
    const file = () => fileIn('a.eml', 'message/rfc822', mail);
    await assert.rejects(cleanedFrom('a.eml', 'message/rfc822', mail, words('Ann')), refused);
    await assert.rejects(shownOf(file()), refused);
    await assert.rejects(survivors(file(), words('Ann')), refused);
  });
});
