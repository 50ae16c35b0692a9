/**
 * Text as a search compares it: small letters without accents, letters of one alphabet's own by their nearest plain ones, one space
 * for spaces and hyphens, no apostrophes and nothing that cannot be seen. `Marie-Hélène O’Neill` is `marie helene oneill`, `Łódź` is
 * `lodz`, `ΣΟΦΟΚΛΗΣ` is `σοφοκλησ`. In and out: any text; the same on both sides of a search.
 */
export const folded = (text: string): string => (PLAIN.test(text) ? spaced(text.toLowerCase()) : bare(text));

/**
 * A name in every spelling under which it is looked for, folded, its own first: `Jürgen Kjær` also as `juergen kjaer` and
 * `jurgen kjar`, `Mueller` also as `muller`. So each of `Müller`, `Mueller` and `Muller` finds the first, and `Müller` and `Muller`
 * find the second.
 */
export function spellingsOf(name: string): string[] {
  const own = folded(name);
  const twoLetters = PLAIN.test(name) ? own : bare(name, (letter) => TWO_LETTERS[letter] ?? letter);
  return [...new Set([own, twoLetters, withoutSecond(own)])];
}

/**
 * What two spellings of one name have in common, in whatever order its parts stand: `Müller, Åsa`, `Asa Mueller` and `asa muller` are
 * all `asa muller`. It says that a name may be the same, never that a person is.
 */
export const nameKey = (name: string): string =>
  withoutSecond(folded(name.replace(/[.,;]/g, ' ')))
    .split(' ')
    .sort()
    .join(' ')
    .slice(0, 255);

/** A reference or a number as it may be typed, with dashes and spaces or without: `R-7K3Q-9MHT` is `r7k3q9mht`. */
export const foldedCode = (code: string): string => folded(code).replace(/[^\p{L}\p{N}]/gu, '');

/** `mueller` as `muller`: the second of two letters that stand for one. */
const withoutSecond = (name: string): string => name.replace(/([aou])e|(a)a|(d)j/g, '$1$2$3');

/** Letters that are no plain letter with an accent. */
const OWN_LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ə: 'e',
  ς: 'σ',
};

/** Those that are written with two letters where a keyboard lacks them: German, the Nordic languages, Croatian and its neighbours. */
const TWO_LETTERS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe', đ: 'dj' };

/** What most names are: nothing in them has to be looked at letter by letter. */
const PLAIN = /^[\x20-\x7e]*$/;
const APOSTROPHES = /['’‘‛ʼʹʻ`′·]/g;
const UNSEEN = /[[\p{Default_Ignorable_Code_Point}\p{Cc}]--\s]/gv;

function bare(text: string, letterOf = (letter: string) => letter): string {
  const seen = text.replaceAll('´', "'").replace(UNSEEN, '').normalize('NFKC').toLowerCase();
  const letters = [...seen.normalize('NFC')].map(letterOf).join('').normalize('NFKD').replace(/\p{M}/gu, '');
  return spaced([...letters].map((letter) => OWN_LETTERS[letter] ?? letter).join(''));
}

const spaced = (text: string): string =>
  text
    .replace(APOSTROPHES, '')
    .replace(/[\s\p{Pd}]+/gu, ' ')
    .trim();
