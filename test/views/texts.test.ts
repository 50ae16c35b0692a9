import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { calendarChoices } from '../../domain/calendar/calendarChoices.ts';
import { dayNumberFrom } from '../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../domain/calendar/holidays.ts';
import { LANGUAGES, type Worded, wordedIn } from '../../domain/languages.ts';
import { AUTHORITIES } from '../../domain/policies/authorities.ts';
import { readPack } from '../../domain/policies/schema.ts';
import { UNNAMED_LAW } from '../../domain/policies/unnamedLaw.ts';
import { wordedOf } from '../../views/requests/words.ts';
import { citedIn, textIn } from '../../views/writing.ts';

const root = join(import.meta.dirname, '../..');
const files = globSync('policies/{laws,organisations,former,calendars}/*.yaml', { cwd: root });
const contents = files.map((file) => parse(readFileSync(join(root, file), 'utf8')));
/** With the grounds that several laws share, and without the patterns by which a law is cited. */
const packs = contents.map((content) => readPack(content)).map((read) => ('value' in read ? read.value : {}));
const others = LANGUAGES.filter((language) => language !== 'en');

describe('The texts of packs, calendars and grounds', () => {
  it('are there in each language of the desk: in their own file, or in the folder of the language', () => {
    const texts = [...contents, ...packs].flatMap(wordedWithin);
    assert.ok(texts.length > 500);
    for (const language of others)
      assert.deepEqual(
        [
          ...new Set(
            texts.filter((text) => !text[language] && !textIn(text.en, language)).map(({ en }) => en),
          ),
        ],
        [],
        language,
      );
  });

  it('name each holiday of a compared country in a language that names any', () => {
    const named = others.filter((language) =>
      existsSync(join(root, `views/locales/${language}/texts/holidays.json`)),
    );
    assert.ok(named.includes('de'));
    const names = holidays();
    assert.ok(names.length > 100);
    for (const language of named)
      assert.deepEqual(
        names.filter((name) => !name[language] && !textIn(name.en, language)).map(({ en }) => en),
        [],
      );
  });

  it('are no more than what is said in English somewhere', () => {
    const english = new Set([...contents, ...packs, AUTHORITIES, UNNAMED_LAW].flatMap(everyTextWithin));
    // Holidays of other years than the test's may be named too.
    for (const file of globSync('views/locales/*/texts/!(holidays).json', { cwd: root })) {
      const keys = Object.keys(JSON.parse(readFileSync(join(root, file), 'utf8')));
      assert.deepEqual(
        keys.filter((key) => !english.has(key)),
        [],
        file,
      );
    }
  });
});

describe('A citation', () => {
  it('is written as the German text of the Regulation writes it', () => {
    const cases = [
      ['Art. 12(3)', 'Art. 12 Abs. 3'],
      ['Art. 15(1)(c); CJEU C-154/21', 'Art. 15 Abs. 1 Buchst. c; EuGH C-154/21'],
      ['Art. 17(3)(b)', 'Art. 17 Abs. 3 Buchst. b'],
      ['Recital 63; EDPB Guidelines 01/2022, § 159', 'ErwG 63; EDSA-Leitlinien 01/2022, Rn. 159'],
      ['Art. 33(1), 33(4)', 'Art. 33 Abs. 1, Abs. 4'],
      ['Arts. 22A to 22D', 'Art. 22A bis 22D'],
      ['Arts. 18 and 20', 'Art. 18 und 20'],
      ['DPO Art. 18(2)', 'Art. 18 Abs. 2 DSV'],
      ['11 CCR 7021(a)', '11 CCR 7021(a)'],
      ['S15-7e', 'S15-7e'],
      ['Arts. 11(2) and 12(6) GDPR', 'Art. 11 Abs. 2 und 12 Abs. 6 DSGVO'],
      ['Art. 20(4) UK GDPR', 'Art. 20 Abs. 4 UK GDPR'],
      ['Art. 26(1)(a) FADP', 'Art. 26 Abs. 1 lit. a DSG'],
    ] as const;
    for (const [written, cited] of cases) assert.equal(citedIn(written, 'de'), cited);
  });

  it('has the spaces of French, which packs are written without', () => {
    const text = { en: 'Terms', fr: 'Compte : nom ; « adresse »' };
    assert.equal(wordedOf(text, 'fr'), 'Compte\u00a0: nom\u00a0; «\u00a0adresse\u00a0»');
  });

  it('stays as the pack has it in English', () => {
    assert.equal(citedIn('Art. 15(1)(c); CJEU C-154/21', 'en'), 'Art. 15(1)(c); CJEU C-154/21');
  });

  it('has no English word in French', () => {
    const cases = [
      ['Art. 15(1)(c); CJEU C-154/21', 'art. 15(1)(c)\u00a0; CJUE C-154/21'],
      [
        'Art. 12(6); EDPB Guidelines 01/2022, § 159',
        'art. 12(6)\u00a0; lignes directrices 01/2022 du CEPD, § 159',
      ],
      ['DPO Art. 18(2)', 'art. 18(2) OPDo'],
      ['FADP Arts. 21, 28, 30 and 32', 'art. 21, 28, 30 et 32 LPD'],
      ['ICO, right of access', 'ICO, droit d’accès'],
    ] as const;
    for (const [written, cited] of cases) assert.equal(citedIn(written, 'fr'), cited);
  });
});

function wordedWithin(value: unknown): Worded[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = wordedIn(value);
  if (own) return own.en.includes('{article}') ? [] : [own];
  return Object.values(value).flatMap(wordedWithin);
}

const everyTextWithin = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(everyTextWithin)
      : [];

/** Every name of a holiday of two years, of the countries whose calendars were compared. */
function holidays(): Worded[] {
  const compared = new Set(
    globSync('*.yaml', { cwd: join(root, 'policies/calendars') }).map((file) => file.slice(0, 2)),
  );
  const found = new Map<string, Worded>();
  for (const id of calendarChoices().filter((one) => compared.has(one.slice(0, 2)) && !one.includes('+'))) {
    const calendar = holidayCalendar(id);
    for (const year of [2026, 2028])
      for (let day = dayNumberFrom(year, 1, 1); day < dayNumberFrom(year + 1, 1, 1); day += 1) {
        const name = calendar.holidayName(day);
        if (name) found.set(JSON.stringify(name), name);
      }
  }
  return [...found.values()];
}
