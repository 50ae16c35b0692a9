import { readFileSync } from 'node:fs';
import postcss, { type AtRule, type ChildNode, type Container, type Declaration, type Rule } from 'postcss';

/**
 * The oldest browsers that must show pages correctly: phones from eight years ago with their last update. Their features come
 * from MDN's tables.
 */
const OLDEST = { chrome_android: 70, safari_ios: 12.2 };

type Support = { version_added: string | false | null; prefix?: string; alternative_name?: string };
/** An entry of the tables and its children. */
type Known = { [name: string]: Known };

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { css: tables } = JSON.parse(read('node_modules/@mdn/browser-compat-data/data.json')) as { css: Known };
const functions = functionsIn(tables.types);
const UNITS = ['px', 'em', 'rem', 'ch', 'pt', 'mm', 'vh', 'vw', 'fr', 'deg', 's', 'ms'];

/** What an old browser does not support in a style sheet and has no fallback for; `harmless` names what it may lack. */
export function lackingIn(css: string, harmless: readonly string[]): string[] {
  const found: string[] = [];
  const say = (node: ChildNode, what: string) => {
    if (!harmless.includes(what)) found.push(`line ${node.source?.start?.line}: ${what}`);
  };
  postcss.parse(css).walk((node) => {
    if (isSeenByNew(node)) return;
    if (node.type === 'atrule') for (const what of ofAtRule(node)) say(node, what);
    if (node.type === 'rule') for (const what of ofSelectors(node)) say(node, what);
    if (node.type === 'decl') for (const what of ofDeclaration(node)) say(node, what);
  });
  return found;
}

/** The sheet as an old browser reads it: without what it ignores. */
export function asOldBrowsersRead(css: string): string {
  const sheet = postcss.parse(css);
  sheet.walk((node) => {
    const passed =
      node.type === 'atrule'
        ? passesOver(node)
        : node.type === 'rule'
          ? ofSelectors(node).length > 0
          : node.type === 'decl' && unknownOf(node).length > 0;
    if (passed) node.remove();
    else if (node.type === 'atrule' && node.name === 'supports') node.replaceWith(node.nodes ?? []);
  });
  return sheet.toString();
}

/** The selectors of flex rows with a gap, which old browsers do not support. */
export function rowsWithGap(css: string): string[] {
  const rows: string[] = [];
  postcss.parse(css).walkRules((rule) => {
    const says = (test: (each: Declaration) => boolean) =>
      rule.nodes.some((each) => each.type === 'decl' && test(each));
    const isRow = says(({ prop, value }) => prop === 'display' && value.endsWith('flex'));
    if (isRow && says(({ prop }) => prop === 'gap') && !isSeenByNew(rule)) rows.push(...rule.selectors);
  });
  return rows;
}

/** Whether a rule is for new browsers only: it is ignored by old ones, or asks for support first. */
function isSeenByNew({ parent }: ChildNode): boolean {
  for (let around = parent as Container | undefined; around; around = around.parent as Container | undefined)
    if (around.type === 'atrule' && passesOver(around as AtRule)) return true;
  return false;
}

const passesOver = (around: AtRule): boolean =>
  around.name === 'supports' ? !around.params.startsWith('not') : ofAtRule(around).length > 0;

function ofAtRule({ name, params }: AtRule): string[] {
  const features = [...params.matchAll(/\(\s*([a-z-]+)\s*:/g)].map(([, feature = '']) => feature);
  const asked = name === 'media' ? features.map((each) => each.replace(/^(min|max)-/, '')) : [];
  return [
    ...(isKnown(tables['at-rules']?.[name]) ? [] : [`@${name}`]),
    ...asked.filter((each) => !isKnown(tables['at-rules']?.media?.[each])).map((each) => `@media (${each})`),
    ...(name === 'media' && /[<>]/.test(params) ? ['@media with < or >'] : []),
    ...(name === 'import' && /(layer|supports)\(/.test(params) ? ['@import with layer or supports'] : []),
  ];
}

/** One unknown selector invalidates its whole list. */
function ofSelectors({ selector, selectors, parent }: Rule): string[] {
  const unknown = selectors.map(unknownIn);
  return [
    ...new Set(unknown.flat()),
    ...(parent?.type === 'rule' || selector.includes('&') ? ['a rule in a rule'] : []),
    ...(unknown.some((each) => each.length > 0) && unknown.some((each) => each.length === 0)
      ? [`"${selector}" loses selectors that are known`]
      : []),
  ];
}

function unknownIn(selector: string): string[] {
  const names = [...selector.matchAll(/::?([a-z-]+)/g)].map(([whole, name = '']) => [whole, name] as const);
  return [
    ...names
      .filter(([, name]) => !name.startsWith('-') && !isKnown(tables.selectors?.[name]))
      .map(([whole]) => whole),
    ...(/:not\([^)]*[,\s>+~]/.test(selector) ? [':not() of several'] : []),
  ];
}

function ofDeclaration(declaration: Declaration): string[] {
  const unknown = unknownOf(declaration);
  return unknown.length > 0 && hasPlainBefore(declaration) ? [] : unknown;
}

/**
 * A declaration with a variable is not ignored: it becomes invalid at computed-value time, so an earlier one is no
 * fallback.
 */
function hasPlainBefore({ prop, value, parent }: Declaration): boolean {
  const before = (parent?.nodes ?? []).filter(
    (each): each is Declaration => each.type === 'decl' && each.prop === prop,
  );
  return (
    !prop.startsWith('--') && !value.includes('var(') && unknownOf(before[0] as Declaration).length === 0
  );
}

function unknownOf(declaration: Declaration): string[] {
  const { prop, value } = declaration;
  const called = [...value.matchAll(/([a-z-]+)\(/g)].map(([, name = '']) => name);
  const units = [...value.matchAll(/(?<![\w#-])-?[\d.]+([a-z]+)\b/g)].map(([, unit = '']) => unit);
  const unknown = [
    ...called.filter((name) => !functions.has(name)).map((name) => `${name}()`),
    ...units.filter((unit) => !UNITS.includes(unit)),
  ];
  if (prop.startsWith('-')) return unknown;
  const known = tableFor(declaration)?.[prop];
  if (!isKnown(known)) return [prop];
  const words = value.split(/[\s,()/]+/).filter((word) => known?.[word] && !isKnown(known[word]));
  return [...unknown, ...words.map((word) => `${prop}: ${word}`)];
}

/** Descriptors of fonts and pages have tables of their own. */
function tableFor({ parent }: Declaration): Known | undefined {
  return parent?.type === 'atrule' ? tables['at-rules']?.[(parent as AtRule).name] : tables.properties;
}

/** Whether both browsers support it under its own name. */
function isKnown(entry: Known | undefined): boolean {
  const support = entry?.__compat?.support as Record<string, Support | Support[]> | undefined;
  return Boolean(
    support &&
      Object.entries(OLDEST).every(([browser, oldest]) =>
        [support[browser] ?? []]
          .flat()
          .some(
            ({ version_added: since, prefix, alternative_name: other }) =>
              !prefix && !other && since && Number.parseFloat(since.replace('≤', '')) <= oldest,
          ),
      ),
  );
}

/** Functions of all value types, by name. */
function functionsIn(types: Known | undefined, found = new Set(['format', 'minmax', 'repeat'])): Set<string> {
  for (const [name, entry] of Object.entries(types ?? {})) {
    if (name === '__compat' || typeof entry !== 'object') continue;
    if (isKnown(entry)) found.add(name);
    functionsIn(entry, found);
  }
  return found;
}
