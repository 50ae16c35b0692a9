import assert from 'node:assert/strict';
import { finderOf, withoutWords } from '../../../domain/redaction/words.ts';

const without = (text: string, words: string, writing?: 'scattered') =>
  withoutWords(text, finderOf([{ kind: 'words', words, reason: 'trade-secret' }], writing), new Map());

describe('Words as a program reads them from glyphs', () => {
  it('are found with spaces between their letters, and without those between the words', () => {
    assert.equal(without('by E rika Mus ter, here', 'Erika Muster', 'scattered'), 'by *****, here');
    assert.equal(without('by ErikaMuster, here', 'Erika Muster', 'scattered'), 'by *****, here');
    assert.equal(without('by ErikaMuster, here', 'Erika Muster'), 'by ErikaMuster, here');
  });

  it('are whole words all the same, and short ones are taken as they stand', () => {
    assert.equal(without('by Erika Musterfrau', 'Erika Muster', 'scattered'), 'by Erika Musterfrau');
    assert.equal(without('a nn and Ann', 'Ann', 'scattered'), 'a nn and *****');
  });
});

describe('Of words that overlap', () => {
  it('the longer ones are taken, and nothing is counted twice', () => {
    const counts = new Map();
    const finder = finderOf([
      { kind: 'words', words: 'Ann', reason: 'rights-of-others' },
      { kind: 'words', words: 'Ann Lee', reason: 'trade-secret' },
    ]);
    assert.equal(withoutWords('Ann Lee, Ann Leeds', finder, counts), '*****, ***** Leeds');
    assert.deepEqual(
      [...counts],
      [
        ['trade-secret', 1],
        ['rights-of-others', 1],
      ],
    );
  });
});
