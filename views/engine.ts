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
import { contained } from '../domain/writing.ts';
import { helpers } from './helpers.ts';
import type { Frame } from './layouts/frame.ts';

export type Layout = 'public' | 'desk' | 'bare';

type RenderPartial = (name: string, it?: object) => string;
type Scope = { page?: object; it?: object; body?: string; frame: Frame; part: RenderPartial };
type Template = (scope: object) => string;

/** EJS's own include hands on all that the outer file has; ours takes its place, and hands on what is given. */
const OUR_INCLUDE = '<% include = scope.part %>';
const NAMES = ['page', 'it', 'body', 'frame', 't', ...Object.keys(helpers)];
/** For whoever writes templates: sent along, it would be a tenth of a list. */
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

/** What draws the parts of a page: a list draws some hundred, so that each costs one small object. */
function partsIn(frame: Frame): RenderPartial {
  const part: RenderPartial = (name, it = {}) => draw(name, { it, frame, part });
  return part;
}

function draw(name: string, { page, it, body, frame, part }: Scope): string {
  return template(name)({ page, it, body, frame, t: frame.t, ...helpers, part });
}

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
 * EJS's escaping, which searches anew what has nothing to escape: nearly everything. No text turns the direction of what stands
 * after it, whoever wrote it and when.
 */
function escaped(value: unknown): string {
  if (typeof value !== 'string') return ejs.escapeXML(value as string);
  return SIGNS.test(value) ? ejs.escapeXML(contained(value)) : value;
}
