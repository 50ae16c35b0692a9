import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const sheet = readFileSync(new URL('../../public/css/tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = sheet.split('(prefers-color-scheme: dark)');
const themes = [light, dark].map(coloursIn);

const WORDS = [
  'ink',
  'ink-quiet',
  'accent',
  'accent-strong',
  'late',
  'today',
  'soon',
  'in-time',
  'waiting',
  'done',
];
const GROUNDS = ['paper', 'sheet', 'sunk'];
const PAIRS = [
  ...WORDS.flatMap((word) => GROUNDS.map((ground) => [word, ground] as const)),
  ...['ink', 'accent', 'soon'].map((word) => [word, 'soon-wash'] as const),
  ...['ink', 'accent', 'in-time'].map((word) => [word, 'done-wash'] as const),
  ...['ink', 'late'].map((word) => [word, 'late-wash'] as const),
  ['on-accent', 'accent'] as const,
  ['on-accent', 'accent-strong'] as const,
];

for (const [theme, name] of ['light', 'dark'].entries()) {
  describe(`Words in the ${name} theme`, () => {
    for (const [word, ground] of PAIRS) {
      it(`stand out from their ground: ${word} on ${ground}, at least 4.5 to 1`, () => {
        assert.ok(contrast(colour(word, theme), colour(ground, theme)) >= 4.5);
      });
    }

    it('have fields whose border stands out from paper and sheet, at least 3 to 1', () => {
      for (const ground of ['paper', 'sheet']) {
        assert.ok(contrast(colour('rule-strong', theme), colour(ground, theme)) >= 3);
      }
    });
  });
}

function coloursIn(text: string): Map<string, string> {
  const found = [...text.matchAll(/--([\w-]+): (#\w{6});/g)];
  return new Map(found.map(([, name = '', value = '']) => [name, value]));
}

function colour(name: string, theme: number): string {
  const found = themes[theme]?.get(name);
  assert.ok(found, `no token --${name}`);
  return found;
}

/** WCAG 2.2, contrast ratio of two colours. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
