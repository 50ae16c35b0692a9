import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { LANGUAGES, type Language, languageFrom, onMissingWords, translator } from '../../views/i18n.ts';

const folder = join(import.meta.dirname, '../../views/locales');
const wordsIn = (language: Language) =>
  Object.fromEntries(
    globSync('*.json', { cwd: join(folder, language) }).map((file) => [
      file.replace('.json', ''),
      JSON.parse(readFileSync(join(folder, language, file), 'utf8')),
    ]),
  );
const library = i18next.createInstance();
library.init({
  resources: Object.fromEntries(LANGUAGES.map((language) => [language, wordsIn(language)])),
  initAsync: false,
  fallbackLng: 'en',
  ns: Object.keys(wordsIn('en')),
  interpolation: { escapeValue: false },
  showSupportNotice: false,
} as Parameters<typeof library.init>[0]);

const PLURAL = /_(one|other|many)$/;

/** Every key of the words. */
function keysOf(language: Language): string[] {
  const inside = (node: unknown, path: string): string[] =>
    typeof node === 'object' && node
      ? Object.entries(node).flatMap(([name, value]) => inside(value, path ? `${path}.${name}` : name))
      : [path];
  return Object.entries(wordsIn(language)).flatMap(([namespace, node]) =>
    inside(node, '').map((path) => `${namespace}:${path}`),
  );
}

/** A value for each name that a sentence may hold. */
const EVERYTHING = Object.fromEntries(
  JSON.stringify(LANGUAGES.map(wordsIn))
    .match(/(?<=\{\{)\w+(?=\}\})/g)
    ?.map((name) => [name, `«${name} $& {{x}}»`]) ?? [],
);

describe('The translator', () => {
  it('leaves escaping to the templates', () => {
    assert.match(translator('en')('frame:faultyTitle', { title: 'a & <b>' }), /a & <b>/);
  });

  it('sets a name that is written from right to left apart, so that the date after it keeps its place', () => {
    const said = (who: string) => translator('en')('requests:messageFrom', { who, when: '2 Mar 2026' });
    assert.equal(said('فرشته'), 'Message from \u2068فرشته\u2069, 2 Mar 2026');
    assert.equal(said('Ada'), 'Message from Ada, 2 Mar 2026');
  });

  it('says in English what a language has no words for: the staff’s own, where it has only the public’s', () => {
    assert.equal(translator('de')('queue:unanswered'), translator('en')('queue:unanswered'));
    assert.equal(translator('de')('urgency:left.day', { count: 2 }), 'noch 2 Tage');
  });

  it('chooses between one and many, and counts none as one in French', () => {
    assert.equal(translator('en')('urgency:left.day', { count: 1 }), '1 day left');
    assert.equal(translator('en')('urgency:left.day', { count: 0 }), '0 days left');
    assert.equal(translator('fr')('urgency:left.day', { count: 0 }), '0 jour restant');
  });

  it('says of every sentence what the library says, in every number', () => {
    for (const language of LANGUAGES)
      for (const key of keysOf(language))
        for (const count of [undefined, 0, 1, 2, 1000]) {
          if (count === undefined && PLURAL.test(key)) continue; // is never asked without a number
          const data = { ...EVERYTHING, ...(count !== undefined && { count }) };
          const asked = key.replace(PLURAL, '');
          const plain = library.getFixedT(language)(asked, data);
          assert.equal(translator(language)(asked, data), plain, `${language} ${asked} ${count}`);
        }
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
    ['de-AT, en;q=0.4, fr;q=0.7', 'de'],
    ['xx, en;q=0.4, fr;q=0.7', 'fr'],
    ['xx', 'en'],
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
