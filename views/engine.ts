/**
 * The view engine: EJS, each file compiled once, with names that a template can rely on. How to write a page:
 * docs/writing-a-page.md.
 *
 * In every template: `t` (the translator), `frame` (layouts/frame.ts), `icon`, `describedBy` (helpers.ts) and
 * `include(name, given)`, whose names always start at views/, without `.ejs`.
 * In a page and its layout: `page`, the plain object of the `.ts` beside it. In an included file: `it`, what was
 * given to the include and nothing else.
 *
 * `<%-` writes unescaped, so it stands only before `include(...)` and, in a layout, `body`; everything else is `<%=`.
 * An icon is no exception: icons.ts hands out path data, and partials/icon.ejs writes it as an attribute.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ejs from 'ejs';
import { helpers } from './helpers.ts';
import type { Frame } from './layouts/frame.ts';

export type Layout = 'public' | 'desk' | 'bare';

type Scope = { page?: object; it?: object; body?: string; frame: Frame; t: Frame['t'] };
type Template = (scope: object) => string;

/** EJS's own include hands on all that the outer file has; ours takes its place, and hands on what is given. */
const OUR_INCLUDE = '<% include = scope.part %>';
const NAMES = ['page', 'it', 'body', 'frame', 't', ...Object.keys(helpers)];
const compiled = new Map<string, Template>();

/** The whole page as text. `view` is a path below views/ without `.ejs`. */
export function render(view: string, page: { frame: Frame }, layout: Layout): string {
  const { frame } = page;
  const scope = { page, frame, t: frame.t };
  const body = draw(view, scope);
  return draw(`layouts/${layout}`, { ...scope, body });
}

/** One partial alone, for tests and letters. */
export function renderPartial(name: string, it: object, frame: Frame): string {
  return draw(name, { it, frame, t: frame.t });
}

function draw(name: string, scope: Scope): string {
  const part = (inner: string, it: object = {}) => draw(inner, { it, frame: scope.frame, t: scope.t });
  return template(name)({ ...helpers, ...scope, part });
}

function template(name: string): Template {
  const known = compiled.get(name);
  if (known) return known;
  const filename = join(import.meta.dirname, `${name}.ejs`);
  const fresh = ejs.compile(OUR_INCLUDE + readFileSync(filename, 'utf8'), {
    filename,
    _with: false,
    localsName: 'scope',
    destructuredLocals: NAMES,
  }) as Template;
  compiled.set(name, fresh);
  return fresh;
}
