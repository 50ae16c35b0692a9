import { RuleViolation } from './ruleViolation.ts';

// What people type, as it is kept and as it is shown. Some signs show nothing: a name can hold them and look like another one,
// and those that turn the direction of writing reach into what stands beside them.

/** Scripts whose letters are joined, or kept apart, by a sign that shows nothing itself. */
const JOINING = [
  ...['Arab', 'Syrc', 'Mand', 'Nkoo', 'Adlm', 'Rohg', 'Mong', 'Phag'],
  ...['Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh', 'Khmr', 'Mymr', 'Tibt'],
]
  .map((script) => `\\p{scx=${script}}`)
  .join('');
/** Where a sign that shows nothing changes what is seen: in those scripts, in emoji, in forms of Chinese characters, in flags. */
const SHAPES = [
  `(?<=[[${JOINING}]&&[\\p{L}\\p{M}]])[\\u200c\\u200d]`,
  '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})',
  '(?<=[\\p{Extended_Pictographic}\\p{scx=Hani}\\p{scx=Mymr}\\p{scx=Phag}])[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]',
  '(?<=[0-9#*])\\ufe0f(?=\\u20e3)',
  '(?<=\\p{scx=Mong})[\\u180b-\\u180f]',
  '(?<=\\u{1f3f4}[\\u{e0020}-\\u{e007e}]*)[\\u{e0020}-\\u{e007f}]',
].join('|');
const UNSEEN = new RegExp(`(${SHAPES})|[\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb]`, 'gv');

/** Signs that no key of a keyboard writes; line ends and tabs are none of them. */
const CONTROLS = /[\p{Cc}--[\t-\r\u0085]]/gv;
const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/** What in a text has to be looked at one by one; most have nothing of it. */
const ODD = /[^\t\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff]/;

/**
 * A text of one line as it is kept: without controls and without what shows nothing, unless it shapes what is seen; letters composed,
 * one space for several. `\u202eAnna\u200b  Lee` is `Anna Lee`; a Persian name keeps its joiners, a family its emoji.
 */
export function line(text: string): string {
  const seen = ODD.test(text)
    ? lines(text)
        .replace(UNSEEN, (_, shaping = '') => shaping)
        .normalize('NFC')
    : text;
  return seen.replace(/\s+/g, ' ').trim();
}

/** A text of several lines as it is kept: as it was written, with the ends of lines alike and without controls. */
export const lines = (text: string): string =>
  text.replace(LINE_ENDS, '\n').replace(CONTROLS, '').toWellFormed().trim();

/** The first signs of a text: an emoji at the end is whole or not there, never the half that no font and no letter can show. */
export const firstSigns = (text: string, most: number): string => [...text].slice(0, most).join('');

/** Whether a text holds signs that nobody sees and no keyboard writes: what is kept is then not all that was sent. */
export const hasControls = (text: string): boolean => text.search(CONTROLS) >= 0;

/** Nobody can be called by a text without a letter or a digit; whether a name is needed at all, the form says. */
export const nameFaults = (name: string, field: string): RuleViolation[] =>
  name === '' || /[\p{L}\p{N}]/u.test(line(name))
    ? []
    : [new RuleViolation('name-without-letters', {}, field)];

/** Marks that turn the direction of writing until they are ended; the first five never are by what we write. */
const TURNS = /[\u202a-\u202e]/g;
const ISOLATES = /[\u2066-\u2069]/g;
const TURNING = /[\u202a-\u202e\u2066-\u2069]/;

/**
 * A text as it is shown beside others: nothing in it turns the direction of what stands after it. What was kept before it was asked
 * for is shown safely too.
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
