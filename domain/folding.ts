/**
 * Text as a search compares it: lower case without accents, special letters as their nearest plain ones, one space for spaces
 * and hyphens, no apostrophes and no invisible characters. `Marie-Hélène O’Neill` is `marie helene oneill`, `Łódź` is `lodz`,
 * `ΣΟΦΟΚΛΗΣ` is `σοφοκλησ`. Both sides of a search are folded.
 */
export const folded = (text: string): string => (PLAIN.test(text) ? spaced(text.toLowerCase()) : bare(text));

/**
 * A name in every spelling by which it is found, folded, its own first: `Jürgen Kjær` also as `juergen kjaer` and `jurgen kjar`,
 * `Mueller` also as `muller`. So `Müller`, `Mueller` and `Muller` all find `Müller`, and `Müller` and `Muller` find `Mueller`.
 */
export function spellingsOf(name: string): string[] {
  const own = folded(name);
  const twoLetters = PLAIN.test(name) ? own : bare(name, (letter) => TWO_LETTERS[letter] ?? letter);
  return [...new Set([own, twoLetters, withoutSecond(own)])];
}

/**
 * A key that the spellings of one name share, whatever the order of its parts: `Müller, Åsa`, `Asa Mueller` and `asa muller` are all
 * `asa muller`. It suggests that a name is the same, never that a person is.
 */
export const nameKey = (name: string): string =>
  withoutSecond(folded(name.replace(/[.,;]/g, ' ')))
    .split(' ')
    .sort()
    .join(' ')
    .slice(0, 255);

/** A reference or number, typed with or without dashes and spaces: `R-7K3Q-9MHT` is `r7k3q9mht`. */
export const foldedCode = (code: string): string => folded(code).replace(/[^\p{L}\p{N}]/gu, '');

/** `mueller` as `muller`: drops the second of two letters that stand for one. */
const withoutSecond = (name: string): string => name.replace(/([aou])e|(a)a|(d)j/g, '$1$2$3');

/** Letters that are not a plain letter with an accent. */
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

/** Letters that are typed as two where a keyboard lacks them: German, the Nordic languages, Croatian and its neighbours. */
const TWO_LETTERS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe', đ: 'dj' };

/** Most names are plain ASCII and need no look at each letter. */
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
