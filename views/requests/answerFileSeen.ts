import { formOf } from '../../domain/redaction/handling.ts';
import type { ShownPart, ShownPlace } from '../../domain/redaction/shown.ts';
import type { SeenFile } from '../../models/answerDraft/asItLeaves.ts';
import type { PreparedFile } from '../../models/answerDraft/files.ts';
import type { FrameBase } from '../layouts/frame.ts';

type SeenTable = { label: string; columns?: string[]; rows: string[][] };
/** `label` is its title, or what it is called where it has none; no two have the same. */
type SeenPart = { title: string; label: string; text?: string; table?: SeenTable };

/** What is seen of a file on its page. */
export type FileSeen = {
  picture?: { href: string; alt: string };
  parts: SeenPart[];
  /** What a look at such a file does not show. */
  notes: string[];
  /** Why it cannot leave at all. */
  refused?: string;
};

/** A file as it would leave: its picture, or its text and cells, and what a look at it does not show. `here` is the address of its page. */
export function fileSeen(base: FrameBase, file: PreparedFile, seen: SeenFile, here: string): FileSeen {
  const { t } = base;
  const { parts = [], picture, isCut, refused } = seen;
  return {
    picture: picture && { href: `${here}/picture`, alt: t('answerFiles:seen.picture') },
    parts: partsOf(base, parts),
    notes: [
      ...(parts.length === 0 && !picture && !refused ? [t('answerFiles:noText')] : []),
      ...(isCut ? [t('answerFiles:seen.cut')] : []),
      ...(parts.length > 0 ? notesOf(base, file) : []),
    ],
    refused: refused && t(`rules:${refused.code}`, refused.data),
  };
}

function notesOf({ t }: FrameBase, file: PreparedFile): string[] {
  const form = formOf(file);
  return form === 'xlsx' || form === 'docx' || form === 'pdf' ? [t(`answerFiles:seen.not.${form}`)] : [];
}

function partsOf(base: FrameBase, parts: readonly ShownPart[]): SeenPart[] {
  const times = new Map<string, number>();
  return parts.map((part) => {
    const title = titleOf(base, part.place, parts.length);
    const name = title || base.t('answerFiles:textTitle');
    const nth = (times.get(name) ?? 0) + 1;
    times.set(name, nth);
    return partOf(base, part, title, nth > 1 ? `${name} (${nth})` : name);
  });
}

function partOf({ t }: FrameBase, part: ShownPart, title: string, label: string): SeenPart {
  if ('text' in part) return { title, label, text: part.text || t('answerFiles:seen.empty') };
  const rows = part.columns ? part.rows : part.rows.filter((row) => row.length > 0);
  if (rows.length === 0) return { title, label, text: t('answerFiles:seen.empty') };
  const columns = part.columns && [t('answerFiles:seen.row'), ...part.columns];
  const width = Math.max(...rows.map(({ length }) => length), columns?.length ?? 0);
  const filled = rows.map((row) => Array.from({ length: width }, (_, nth) => row[nth] ?? ''));
  return { title, label, table: { label, columns, rows: filled } };
}

function titleOf({ t }: FrameBase, place: ShownPlace | undefined, count: number): string {
  if (place === undefined) return '';
  if (typeof place === 'string') return t(`answerFiles:seen.place.${place}`);
  if ('sheet' in place) return t('answerFiles:seen.sheet', { name: place.sheet });
  return count > 1 ? t('answerFiles:page', { number: place.page }) : '';
}
