import type { LeftCode, StrippedCode } from '../../domain/redaction/report.ts';
import { rewritten } from './xml.ts';
import type { OfficeParts } from './zip.ts';

/** Text that somebody deleted or moved away, and how something looked before. */
const DELETED = [
  'del',
  'moveFrom',
  'moveFromRangeStart',
  'moveFromRangeEnd',
  'moveToRangeStart',
  'moveToRangeEnd',
];
const FORMER =
  /^(rPr|pPr|sectPr|tblPr|tblPrEx|trPr|tcPr|tblGrid|numbering)Change$|^(customXml)?(Ins|Del|MoveFrom|MoveTo)Range(Start|End)$/;
const INSERTED = ['ins', 'moveTo'];
const COMMENT = ['commentRangeStart', 'commentRangeEnd', 'commentReference', 'annotationRef'];
/** What ties a document to where it came from. */
const TIES = [
  'dataBinding',
  'attachedTemplate',
  'docVars',
  'rsids',
  'mailMerge',
  'documentProtection',
  'writeProtection',
  'trackRevisions',
  'proofState',
];

/** Accepts all changes of a document, and takes out its comments and ties; says what it found. */
export function cleanDocument(parts: OfficeParts): { stripped: StrippedCode[]; left: LeftCode[] } {
  const stripped = new Set<StrippedCode>();
  const left = new Set<LeftCode>();
  for (const [path, bytes] of parts) {
    if (!/^word\/[^/]+\.xml$/.test(path)) continue;
    const rows = withoutDeletedRows(String(bytes));
    const clean = rewritten(rows, (name, attributes) => {
      if (INSERTED.includes(name) || DELETED.includes(name) || FORMER.test(name))
        stripped.add('tracked-changes');
      if (name === 'vanish' || name === 'webHidden') left.add('hidden-text');
      if (INSERTED.includes(name)) return 'unwrap';
      if (DELETED.includes(name) || FORMER.test(name) || COMMENT.includes(name) || TIES.includes(name))
        return 'drop';
      return /\srsid|:rsid/.test(attributes)
        ? { attributes: attributes.replace(/\s[\w.-]+:rsid\w*\s*=\s*("[^"]*"|'[^']*')/g, '') }
        : 'keep';
    });
    parts.set(path, Buffer.from(clean));
  }
  return { stripped: [...stripped], left: [...left] };
}

/** A row of a table that was deleted is marked within itself. */
const withoutDeletedRows = (xml: string): string =>
  xml.replace(/<w:tr\b(?:(?!<w:tr\b)[\s\S])*?<\/w:tr>/g, (row) =>
    /<w:trPr>(?:(?!<\/w:trPr>)[\s\S])*?<w:del\b/.test(row) ? '' : row,
  );
