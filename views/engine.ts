/**
 * The view engine: EJS, each file compiled once, with names that a template can rely on. How to write a page:
 * docs/writing-a-page.md.
 *
 * In every template: `t` (the translator), `frame` (layouts/frame.ts), `icon`, `describedBy` (helpers.ts) and
 * `include(name, given)`, whose names always start at views/, without `.ejs`. In a page and its layout: `page`, the
 * plain object from the `.ts` beside it. In an included file: `it`, the value given to the include.
 *
 * `<%-` writes unescaped, so it is used only for `include(...)` and, in a layout, `body`; everything else is `<%=`.
 * That includes icons: icons.ts returns path data, and partials/icon.ejs writes it as an attribute.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ejs from 'ejs';
import { contained } from '../domain/writing.ts';
import { helpers } from './helpers.ts';
import type { Frame } from './layouts/frame.ts';

export type Layout = 'public' | 'desk' | 'bare' | 'offline';

type RenderPartial = (name: string, it?: object) => string;
type Scope = { page?: object; it?: object; body?: string; frame: Frame; t?: Frame['t']; part: RenderPartial };
type Template = (scope: object) => string;

/** EJS's own include passes all of the outer file's variables on; ours replaces it, and passes only what is given. */
const OUR_INCLUDE = '<% include = scope.part %>';
const NAMES = ['page', 'it', 'body', 'frame', 't', ...Object.keys(helpers)];
/** Indentation helps authors of templates; sent along, it would be a tenth of a list. */
const INDENTATION = /\s*\n\s*/g;
const compiled = new Map<string, Template>();

/** The whole page as text. `view` is a path below views/ without `.ejs`. */
export function render(view: string, page: { frame: Frame }, layout: Layout): string {
  const { frame } = page;
  const part = partsIn(frame);
  const body = draw(view, { page, frame, part });
  return draw(`layouts/${layout}`, { page, body, frame, part });
}

/** One partial alone, for tests and letters. */
export const renderPartial = (name: string, it: object, frame: Frame): string => partsIn(frame)(name, it);

/**
 * The function that renders partials. A list renders thousands, so all of a page share one scope: a template takes its names out of it
 * before it does anything else.
 */
function partsIn(frame: Frame): RenderPartial {
  const part: RenderPartial = (name, it = {}) => {
    scope.it = it;
    return template(name)(scope);
  };
  const scope: Scope = {
    page: undefined,
    it: undefined,
    body: undefined,
    frame,
    t: frame.t,
    ...helpers,
    part,
  };
  return part;
}

const draw = (name: string, scope: Scope): string =>
  template(name)({ ...scope, t: scope.frame.t, ...helpers });

function template(name: string): Template {
  const known = compiled.get(name);
  if (known) return known;
  const filename = join(import.meta.dirname, `${name}.ejs`);
  const text = readFileSync(filename, 'utf8').replace(INDENTATION, '\n');
  const fresh = ejs.compile(OUR_INCLUDE + text, {
    filename,
    escape: escaped,
    _with: false,
    localsName: 'scope',
    destructuredLocals: NAMES,
    unsafePrototypeLocals: true, // each scope is ours, with every name in it: no copy of it is made
  } as ejs.Options) as Template;
  compiled.set(name, fresh);
  return fresh;
}

const SIGNS = /[&<>'"\u202a-\u202e\u2066-\u2069]/;

/**
 * Replaces EJS's escaping, which is slow for text without special characters. A text's direction does not affect what follows
 * it.
 */
function escaped(value: unknown): string {
  if (typeof value !== 'string') return ejs.escapeXML(value as string);
  return SIGNS.test(value) ? ejs.escapeXML(contained(value)) : value;
}
