import assert from 'node:assert/strict';
import { languageFrom, onMissingWords, translator } from '../../views/i18n.ts';

describe('The translator', () => {
  it('leaves escaping to the templates', () => {
    assert.match(translator('en')('frame:faultyTitle', { title: 'a & <b>' }), /a & <b>/);
  });

  it('sets a name that is written from right to left apart, so that the date after it keeps its place', () => {
    const said = (who: string) => translator('en')('requests:messageFrom', { who, when: '2 Mar 2026' });
    assert.equal(said('فرشته'), 'Message from \u2068فرشته\u2069, 2 Mar 2026');
    assert.equal(said('Ada'), 'Message from Ada, 2 Mar 2026');
  });

  it('chooses between one and many, and counts none as one in French', () => {
    assert.equal(translator('en')('urgency:left.day', { count: 1 }), '1 day left');
    assert.equal(translator('en')('urgency:left.day', { count: 0 }), '0 days left');
    assert.equal(translator('fr')('urgency:left.day', { count: 0 }), '0 jour restant');
  });

  it('stops a test at a key without words, and shows a reader the key', () => {
    assert.throws(() => translator('en')('frame:noSuchKey'), /noSuchKey/);
    onMissingWords('show');
    try {
      assert.equal(translator('en')('frame:noSuchKey'), 'noSuchKey');
    } finally {
      onMissingWords('stop');
    }
  });
});

describe('The reader’s language', () => {
  const cases = [
    ['fr-CH, fr;q=0.9, en;q=0.8', 'fr'],
    ['de, en;q=0.4, fr;q=0.7', 'fr'],
    ['de', 'en'],
    ['fr;q=0, en', 'en'],
    ['', 'en'],
    ['q=;;;,,', 'en'],
  ] as const;
  for (const [header, language] of cases) {
    it(`is ${language} for "${header}"`, () => assert.equal(languageFrom(header), language));
  }

  it('is the organisation’s first language when none fits', () => {
    assert.equal(languageFrom('de', ['fr', 'en']), 'fr');
    assert.equal(languageFrom(undefined, ['fr']), 'fr');
    assert.equal(languageFrom('en', ['fr']), 'fr');
  });
});
