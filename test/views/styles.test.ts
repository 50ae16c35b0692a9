import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { lackingIn, rowsWithGap } from '../support/oldBrowsers.ts';

const folder = new URL('../../public/css/', import.meta.url);
const sheets = readdirSync(folder).map(
  (name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const,
);
const sheet = (name: string) => sheets.find(([known]) => known === name)?.[1] ?? '';

/** What a phone of eight years ago may lack, and what a person has in its place. */
const HARMLESS: Record<string, string> = {
  ':has': 'what it hides is shown, what it widens stays narrow, what it holds in sight scrolls away',
  ':focus-visible': "the browser's own line around what has the focus",
  '::details-content': 'reasons that are folded are printed folded',
  '@container': 'a table scrolls inside its frame; an axis has fewer words',
  '@media (forced-colors)': 'such a browser forces no colours',
  '@media (prefers-contrast)': 'such a browser has no such wish',
  '@media (prefers-color-scheme)': 'the light colours',
  '@page': 'the margins of the printer',
  'accent-color': 'boxes to tick have the colour of the system',
  'box-decoration-break': 'the second line of a name has no margin',
  'break-after: avoid': 'a heading may be printed at the foot of a page',
  'color-scheme': 'fields have our colours all the same',
  'content-visibility': 'reasons that are folded are printed folded',
  'overflow-wrap: anywhere': 'the whole page has break-word',
  'position: sticky': 'it scrolls away',
  'text-decoration-thickness': 'a line under a link as the browser draws it',
  'text-size-adjust': 'with its prefix it is known',
  'text-underline-offset': 'a line under a link as the browser draws it',
  'text-wrap': 'a heading breaks where it is full',
  container: 'see @container',
  cursor: 'a phone has none',
  page: 'a list is printed upright',
  resize: 'a phone has no corner to pull',
};

describe('A phone of eight years ago', () => {
  for (const [name, css] of sheets) {
    it(`reads ${name}, or has a plain value before what it does not know`, () => {
      assert.deepEqual(lackingIn(css, Object.keys(HARMLESS)), []);
    });
  }

  it('has margins where boxes in a row have a gap', () => {
    const margins = sheet('older.css');
    const rows = sheets.flatMap(([, css]) => rowsWithGap(css));
    assert.ok(rows.length > 10);
    assert.deepEqual(
      rows.filter((row) => !margins.includes(`${row} > `)),
      [],
    );
  });

  it('would be missed: a colour of two, a rule in a rule, a list that one selector spoils', () => {
    const lacks = (css: string) =>
      lackingIn(css, Object.keys(HARMLESS)).map((each) => each.replace(/^.*?: /, ''));
    assert.deepEqual(lacks('p { color: light-dark(#000, #fff) }'), ['light-dark()']);
    assert.deepEqual(lacks('p { color: #000; color: light-dark(#000, #fff) }'), []);
    assert.deepEqual(lacks('p { color: color-mix(in srgb, red, blue); color: #000 }'), ['color-mix()']);
    assert.deepEqual(lacks('p { --a: #000; --a: light-dark(#000, #fff) }'), ['light-dark()']);
    assert.deepEqual(lacks('p { width: 9rem; width: min(100%, var(--a)) }'), ['min()']);
    assert.deepEqual(
      lacks('@supports (color: light-dark(#000, #fff)) { p { --a: light-dark(#000, #fff) } }'),
      [],
    );
    assert.deepEqual(lacks('@supports not (inset: 0) { p { inset: 0 } }'), ['inset']);
    assert.deepEqual(lacks('ul { li { color: red } }'), ['a rule in a rule']);
    assert.deepEqual(lacks('@layer base { p { color: red } }'), ['@layer']);
    assert.deepEqual(lacks('@import url("a.css") layer(base);'), ['@import with layer or supports']);
    assert.deepEqual(lacks('@media (width < 40rem) { p { color: red } }'), ['@media with < or >']);
    assert.deepEqual(lacks('a:is(b, i) { color: red }'), [':is']);
    assert.deepEqual(lacks('p { padding-block: 1rem }'), ['padding-block']);
    assert.deepEqual(lacks('p { min-height: 100dvh }'), ['dvh']);
    assert.deepEqual(lacks('a, b:has(i) { color: red }'), ['"a, b:has(i)" loses selectors that are known']);
  });
});
