import { RuleViolation } from './ruleViolation.ts';

// What people type, as it is stored and shown. Some characters are invisible, so that a name can look like another one; those that
// change the direction of writing affect the text around them.

/** Scripts whose letters are joined or separated by an invisible character. */
const JOINING = [
  ...['Arab', 'Syrc', 'Mand', 'Nkoo', 'Adlm', 'Rohg', 'Mong', 'Phag'],
  ...['Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh', 'Khmr', 'Mymr', 'Tibt'],
]
  .map((script) => `\\p{scx=${script}}`)
  .join('');
/** Where an invisible character changes what is seen: in those scripts, in emoji, in forms of Chinese characters, in flags. */
const SHAPES = [
  `(?<=[[${JOINING}]&&[\\p{L}\\p{M}]])[\\u200c\\u200d]`,
  '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})',
  '(?<=[\\p{Extended_Pictographic}\\p{scx=Hani}\\p{scx=Mymr}\\p{scx=Phag}])[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]',
  '(?<=[0-9#*])\\ufe0f(?=\\u20e3)',
  '(?<=\\p{scx=Mong})[\\u180b-\\u180f]',
  '(?<=\\u{1f3f4}[\\u{e0020}-\\u{e007e}]*)[\\u{e0020}-\\u{e007f}]',
].join('|');
const UNSEEN = new RegExp(`(${SHAPES})|[\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb]`, 'gv');

/** Control characters other than line ends and tabs. */
const CONTROLS = /[\p{Cc}--[\t-\r\u0085]]/gv;
const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/** Characters that need a closer look; most texts have none. */
const ODD = /[^\t\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff]/;

/**
 * A single-line text as it is stored: without control characters, and without invisible ones unless they shape what is seen;
 * letters composed (NFC), one space for several. `\u202eAnna\u200b  Lee` is `Anna Lee`; a Persian name keeps its joiners, a
 * family emoji stays whole.
 */
export function line(text: string): string {
  const seen = ODD.test(text)
    ? lines(text)
        .replace(UNSEEN, (_, shaping = '') => shaping)
        .normalize('NFC')
    : text;
  return seen.replace(/\s+/g, ' ').trim();
}

/** A text of several lines as it is stored: as written, with uniform line ends and without control characters. */
export const lines = (text: string): string =>
  text.replace(LINE_ENDS, '\n').replace(CONTROLS, '').toWellFormed().trim();

/** The first characters of a text, by code point, so that no surrogate pair is cut in half. */
export const firstSigns = (text: string, most: number): string => [...text].slice(0, most).join('');

/** Whether a text holds control characters, so that what is stored is less than what was sent. */
export const hasControls = (text: string): boolean => text.search(CONTROLS) >= 0;

/** A name needs a letter or a digit. Whether a name is required at all is up to the form. */
export const nameFaults = (name: string, field: string): RuleViolation[] =>
  name === '' || /[\p{L}\p{N}]/u.test(line(name))
    ? []
    : [new RuleViolation('name-without-letters', {}, field)];

/** Marks that change the direction of writing until they are closed. `contained` removes the first kind always, the second if unbalanced. */
const TURNS = /[\u202a-\u202e]/g;
const ISOLATES = /[\u2066-\u2069]/g;
const TURNING = /[\u202a-\u202e\u2066-\u2069]/;

/**
 * A text as it is shown beside others: nothing in it changes the direction of what follows. Texts stored before this rule are shown
 * safely too.
 */
export function contained(text: string): string {
  if (!TURNING.test(text)) return text;
  const straight = text.replace(TURNS, '');
  return areBalanced(straight.match(ISOLATES) ?? []) ? straight : straight.replace(ISOLATES, '');
}

function areBalanced(isolates: string[]): boolean {
  let open = 0;
  for (const sign of isolates) {
    open += sign === '\u2069' ? -1 : 1;
    if (open < 0) return false;
  }
  return open === 0;
}
