import { posix } from 'node:path';
import type { StrippedCode } from '../../domain/redaction/report.ts';
import { attributeOf, rewritten } from './xml.ts';
import type { OfficeParts } from './zip.ts';

/** Parts that nobody sees when reading, and what each is. */
const UNSEEN: [RegExp, StrippedCode][] = [
  [/^docProps\//, 'metadata'],
  [/(^|\/)printerSettings\//, 'metadata'],
  [/^(word|xl)\/(people|persons\/.*)(\.xml)?$/, 'comments'],
  [/^word\/comments\w*\.xml$/, 'comments'],
  [/^xl\/(comments\/?\w*\.xml|threadedComments\/)/, 'comments'],
  [/^xl\/drawings\/vmlDrawing\w*\.vml$/, 'comments'],
  [/^xl\/(revisions|userNames)/, 'tracked-changes'],
  [/^xl\/pivot(Cache|Tables)\//, 'pivot-caches'],
  [/^xl\/(queryTables\/|connections\.xml|externalLinks\/|slicer|timeline|model\/)/, 'custom-data'],
  [/^(customXml|customUI)\//, 'custom-data'],
  [/^(word|xl)\/(glossary|customData|customProperty)/, 'custom-data'],
  [/(^|\/)(vbaProject|vbaData|activeX|ctrlProps|macrosheets)/, 'macros'],
  [/^_xmlsignatures\//, 'signature'],
];
const CALCULATION = 'xl/calcChain.xml';

/** Takes parts out, and all that leads to them: their types, their relations, and the elements that name these. */
export function dropParts(parts: OfficeParts, more: ReadonlySet<string> = new Set()): Set<StrippedCode> {
  const stripped = new Set<StrippedCode>();
  const gone = new Set<string>(more);
  for (const path of parts.keys()) {
    const [, code] = UNSEEN.find(([pattern]) => pattern.test(path)) ?? [];
    if (code) stripped.add(code);
    if (code || path === CALCULATION) gone.add(path);
  }
  for (const path of [...parts.keys()]) if (gone.has(path) || gone.has(ownerOf(path))) parts.delete(path);
  for (const path of [...parts.keys()])
    if (path.endsWith('.rels') && cleanRelations(parts, path, gone)) stripped.add('links');
  dropTypes(parts);
  return stripped;
}

/** The part whose relations a file lists. */
const ownerOf = (rels: string): string =>
  rels.endsWith('.rels') ? posix.join(posix.dirname(rels), '..', posix.basename(rels, '.rels')) : '';

const LINK = /\/hyperlink$/;
/** Where a link may lead: one to a file shows where the author keeps it. */
const OUTSIDE = /^(?:https?|mailto|tel):/i;

/** Takes out relations to what is gone and to files beside this one; says whether a link that people follow was among them. */
function cleanRelations(parts: OfficeParts, rels: string, gone: ReadonlySet<string>): boolean {
  let isLink = false;
  const owner = ownerOf(rels);
  const lost = new Set<string>();
  const clean = rewritten(String(parts.get(rels)), (name, attributes) => {
    if (name !== 'Relationship') return 'keep';
    const target = attributeOf(attributes, 'Target') ?? '';
    const isExternal = attributeOf(attributes, 'TargetMode') === 'External';
    const path = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(owner), target);
    const isFollowed = isExternal && LINK.test(attributeOf(attributes, 'Type') ?? '');
    const isKept = isExternal ? isFollowed && OUTSIDE.test(target) : parts.has(path) && !gone.has(path);
    isLink ||= isFollowed && !isKept;
    if (!isKept) lost.add(attributeOf(attributes, 'Id') ?? '');
    return isKept ? 'keep' : 'drop';
  });
  parts.set(rels, Buffer.from(clean));
  const xml = parts.get(owner);
  if (xml && lost.size > 0 && /\.(xml|vml)$/.test(owner))
    parts.set(owner, Buffer.from(withoutLost(String(xml), lost)));
  return isLink;
}

const RELATED = /\s[\w.-]+:(?:id|embed|link|pict|relid)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** These say more than where a part is. */
const ONLY_THE_LINK = ['pageSetup', 'blip', 'sheetPr'];

function withoutLost(xml: string, lost: ReadonlySet<string>): string {
  return rewritten(xml, (name, attributes) => {
    const named = [...attributes.matchAll(RELATED)].filter(([, one, other]) => lost.has(one ?? other ?? ''));
    if (named.length === 0) return 'keep';
    if (name === 'hyperlink') return 'unwrap';
    if (!ONLY_THE_LINK.includes(name)) return 'drop';
    return { attributes: named.reduce((all, [whole]) => all.replace(whole, ''), attributes) };
  });
}

function dropTypes(parts: OfficeParts): void {
  const path = '[Content_Types].xml';
  const clean = rewritten(String(parts.get(path)), (name, attributes) => {
    if (name !== 'Override') return 'keep';
    return parts.has((attributeOf(attributes, 'PartName') ?? '').replace(/^\//, '')) ? 'keep' : 'drop';
  });
  parts.set(path, Buffer.from(clean));
}
