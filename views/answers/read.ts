import { namedWithSystem } from '../../domain/answers/namedWithSystem.ts';
import type { TreeLine } from '../../domain/readable/jsonLines.ts';
import type { ReadableFile } from '../../models/answerPackage/readFile.ts';
import type { FilePage } from '../../models/answerPackage/reading.ts';
import { at } from '../intake/address.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { sizeWords } from '../sizes.ts';

type ReadCell = { text: string };
type FileReadingPage = {
  frame: Frame;
  back: string;
  save: { href: string; size: string };
  /** Which rows or which page. */
  where?: string;
  /** What the page begins in the middle of. */
  within?: string;
  table?: { caption: string; columns: ReadCell[]; rows: { cells: ReadCell[] }[] };
  tree?: { depth: number; name: string; value: string; isText: boolean }[];
  text?: string;
  notes: string[];
  pages: { previous?: string; next?: string; shown?: string };
};

/** A file of an answer, one page at a time, for those who cannot or do not want to save it. View: `answers/read`. */
export function readPageOf(
  base: FrameBase,
  { file, token }: { file: ReadableFile; token: string },
): FileReadingPage {
  const { t, language } = base;
  const answer = at(base, `/answers/${encodeURIComponent(token)}`);
  const save = `${answer}/files/${file.id}`;
  const { page } = file;
  return {
    frame: { ...base, title: namedWithSystem(file), indexed: false },
    back: answer,
    save: { href: save, size: sizeWords(file.size, t, language) },
    ...(page && contentOf(base, file.name, page)),
    notes: page ? notesOf(base, page) : [t('answers:read.none')],
    pages: page ? waysOf(base, page, `${save}/read`) : {},
  };
}

function contentOf({ t }: FrameBase, name: string, page: FilePage): Partial<FileReadingPage> {
  if (page.kind === 'lines') return { text: page.text };
  if (page.kind === 'tree')
    return {
      within: page.open.length > 0 ? t('answers:read.within', { path: page.open.join(' › ') }) : undefined,
      tree: treeOf(page.lines, /l$/i.test(name)),
    };
  if (page.rows.length === 0) return {};
  const where = t('answers:read.records', { from: page.row + 1, to: page.row + page.rows.length });
  const columns = [t('answers:read.number'), ...page.columns];
  const width = Math.max(columns.length, ...page.rows.map(({ length }) => length + 1));
  return {
    where,
    table: {
      caption: `${name}, ${where}`,
      columns: Array.from({ length: width }, (_, nth) => ({ text: columns[nth] ?? '' })),
      rows: page.rows.map((row, nth) => ({
        cells: [String(page.row + nth + 1), ...row].map((text) => ({ text })),
      })),
    },
  };
}

/** The lines of a tree. What holds the whole of a file is no line of its own, unless there may be several (JSON lines). */
function treeOf(lines: readonly TreeLine[], many: boolean): FileReadingPage['tree'] {
  return lines
    .filter(({ depth, kind }) => many || depth > 0 || kind === 'text' || kind === 'plain')
    .map(({ depth, name, kind, value, isShortened }) => ({
      depth: Math.min(Math.max(0, depth - (many ? 0 : 1)), DEEPEST),
      name: !many && depth === 0 ? '' : String(name),
      value: kind === 'empty' ? '–' : isShortened ? `${value}…` : value,
      isText: kind === 'text',
    }));
}

/** Deeper lines are not set in any further, or a phone would have no room for them. */
const DEEPEST = 5;

function notesOf({ t }: FrameBase, page: FilePage): string[] {
  const isEmpty =
    page.kind === 'lines' ? page.text === '' : (page.kind === 'tree' ? page.lines : page.rows).length === 0;
  return [
    isEmpty && !page.isBroken ? t('answers:read.empty') : '',
    page.isShortened ? t('answers:read.shortened') : '',
    page.kind === 'table' && page.isRagged ? t('answers:read.ragged') : '',
    page.isBroken ? t('answers:read.broken') : '',
  ].filter(Boolean);
}

function waysOf({ t }: FrameBase, { page, pages, isLast }: FilePage, here: string): FileReadingPage['pages'] {
  if (page === 1 && isLast) return {};
  return {
    previous: page > 1 ? `${here}?page=${page - 1}` : undefined,
    next: isLast ? undefined : `${here}?page=${page + 1}`,
    shown: t(pages ? 'answers:read.pageOf' : 'answers:read.page', { page, pages }),
  };
}
