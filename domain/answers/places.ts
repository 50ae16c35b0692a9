import { folded } from '../folding.ts';
import { LANGUAGES } from '../languages.ts';

/** Where a place lies, for a transfer: within the European Economic Area, in a country found adequate, elsewhere, or nobody can tell. */
type CountryReach = 'inside' | 'adequate' | 'outside' | 'unclear';

const EEA = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
  ' ',
);
/**
 * Countries with a decision of the Commission under Art. 45 that covers companies as a whole. That for the United States covers only
 * those on a list, and that for Canada only commercial ones: there a safeguard is written down.
 */
const ADEQUATE = 'AD AR CH FO GB GG IL IM JE JP KR NZ UY'.split(' ');

/** Short forms that people write, and the union itself. */
const ALIASES: Record<string, string> = {
  usa: 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  holland: 'NL',
  'czech republic': 'CZ',
  eu: 'EU',
  ue: 'EU',
  eea: 'EU',
  eee: 'EU',
  ewr: 'EU',
  'european union': 'EU',
  'european economic area': 'EU',
};

/** Reads the countries in a place as somebody wrote it: `Paris, France`, `Irland`, `Ireland and USA`. */
export function reachOf(place: string): CountryReach {
  const countries = countriesIn(place);
  if (countries.length === 0) return 'unclear';
  if (countries.every((code) => code === 'EU' || EEA.includes(code))) return 'inside';
  return countries.every((code) => code === 'EU' || EEA.includes(code) || ADEQUATE.includes(code))
    ? 'adequate'
    : 'outside';
}

function countriesIn(place: string): string[] {
  const words = ` ${plain(place)} `;
  const named = [...countryNames()].filter(([name]) => words.includes(` ${name} `)).map(([, code]) => code);
  const codes = (place.match(/\b[A-Z]{2}\b/g) ?? []).filter((code) =>
    [...countryNames().values()].includes(code),
  );
  return [...new Set([...named, ...codes])];
}

/** The countries' names in the languages of the desk; read once, when a place is first looked at. */
let known: Map<string, string> | undefined;
const countryNames = (): Map<string, string> => {
  known ??= new Map([...LANGUAGES.flatMap(namesIn), ...Object.entries(ALIASES)]);
  return known;
};

function namesIn(language: string): [string, string][] {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  return codesInForce().flatMap((code) => {
    const name = names.of(code);
    return name ? [[plain(name), code] as [string, string]] : [];
  });
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Pairs of letters that name a country today: `FX` and `UK` are other names of `FR` and `GB`. */
const codesInForce = (): string[] =>
  LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
    (code) => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`,
  );

/** Without accents, capitals and signs. */
const plain = (text: string): string =>
  folded(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
