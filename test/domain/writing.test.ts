import assert from 'node:assert/strict';
import { contained, firstSigns, hasControls, line, lines, nameFaults } from '../../domain/writing.ts';

describe('A text of one line as it is kept', () => {
  for (const [what, typed, kept] of [
    ['a mark that turns the direction of writing', 'Ada \u202eelpmaxE', 'Ada elpmaxE'],
    ['marks of direction around a pasted address', '\u202aada@example.org\u202c', 'ada@example.org'],
    ['a space of no width', 'A\u200bda', 'Ada'],
    ['a joiner between Latin letters', 'A\u200dd\u200ca', 'Ada'],
    ['a soft hyphen', 'Exam\u00adple', 'Example'],
    ['the mark that begins a file', '\ufeffAda', 'Ada'],
    ['a filler that counts as a letter', 'Ada\u3164', 'Ada'],
    ['a variation of a letter that has none', 'A\ufe0fda', 'Ada'],
    ['signs of a language tag', 'Ada\u{e0041}\u{e0042}', 'Ada'],
    ['several spaces, tabs and ends of lines', ' Ada \u00a0\t\n\u2028 Example ', 'Ada Example'],
    ['a control', 'Ada\u001b[31m\u0000', 'Ada[31m'],
    ['half of a pair', 'Ada\ud83d', 'Ada\ufffd'],
  ] as const)
    it(`is without ${what}`, () => assert.equal(line(typed), kept));

  for (const [what, typed] of [
    ['the joiners of Persian', 'می\u200cنا'],
    ['the joiners of Sinhala', 'ශ්\u200dරී'],
    ['the joiners of Bengali', 'ক্\u200dষ'],
    ['a family of emoji', '👩\u200d👩\u200d👧'],
    ['the colour of an emoji', '❤\ufe0f'],
    ['the flag of England', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['the form of a Japanese character', '葛\u{e0100}城'],
    ['Arabic, Hebrew, Chinese', 'محمد דוד 王'],
    ['hyphens, apostrophes and dots', 'Jean-Noël O’Neill Jr.'],
    ['signs of markup', '<b>{{x}} & "y"</b>'],
  ] as const)
    it(`keeps ${what}`, () => assert.equal(line(typed), typed));

  it('has its letters composed, so that two spellings of a name are one', () => {
    assert.equal(line('Zoe\u0308'), 'Zo\u00eb');
  });

  it('is the same when it is kept once more', () => {
    for (const typed of ['Ada \u202e x', '👩\u200d👩', ' a \n b '])
      assert.equal(line(line(typed)), line(typed));
  });
});

describe('A text of several lines as it is kept', () => {
  it('is as it was written, with the ends of lines alike and without controls', () => {
    assert.equal(
      lines(' one\r\n two\rthree\u000bfour\u0085five\u2029six\u0007 \u202e '),
      'one\n two\nthree\nfour\nfive\nsix \u202e',
    );
  });
});

describe('A name', () => {
  for (const name of ['Ada', '7', 'Ⅷ', 'محمد', '王', 'Ж', '²', '½ Lee'])
    it(`may be ${name}`, () => assert.deepEqual(nameFaults(name, 'name'), []));

  for (const name of ['.', '-', '\u3164', '\u200b', '\u202e', '👩', '!?', '\u0301', '\u00ad'])
    it(`is none without a letter or a digit: ${JSON.stringify(name)}`, () => {
      const [fault] = nameFaults(name, 'name');
      assert.deepEqual([fault?.code, fault?.field], ['name-without-letters', 'name']);
    });
});

describe('Signs that cannot be shown', () => {
  it('are controls, but no tab and no end of a line', () => {
    for (const sign of ['\u0000', '\u0007', '\u001b', '\u007f', '\u009b'])
      assert.ok(hasControls(`a${sign}b`));
    for (const sign of ['\t', '\n', '\r', '\u000b', '\f', '\u0085', '\u2028', '\u200b', '\u202e'])
      assert.ok(!hasControls(`a${sign}b`));
    assert.deepEqual([hasControls('\u0007'), hasControls('\u0007')], [true, true], 'asked twice alike');
  });
});

describe('A text as it is shown beside others', () => {
  it('turns the direction of nothing that follows it', () => {
    assert.equal(contained('Ada \u202eelpmaxE'), 'Ada elpmaxE');
    assert.equal(contained('Ada \u202b\u202aLee'), 'Ada Lee');
    assert.equal(contained('Ada \u2067Lee'), 'Ada Lee');
    assert.equal(contained('Ada\u2069 Lee \u2068'), 'Ada Lee ');
  });

  it('keeps what is set apart within it, and marks that turn nothing', () => {
    for (const text of ['by \u2068محمد\u2069 on Monday', 'a\u200eb', 'plain'])
      assert.equal(contained(text), text);
  });
});

describe('The first signs of a text', () => {
  it('are whole, also where the last is an emoji', () => {
    assert.equal(firstSigns(`${'A'.repeat(99)}😀B`, 100), `${'A'.repeat(99)}😀`);
    assert.equal(firstSigns('😀😀😀', 2), '😀😀');
    assert.equal(firstSigns('Ada', 100), 'Ada');
  });
});
