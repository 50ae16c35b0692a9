import { isKeptBack } from '../../domain/answers/answerFile.ts';
import type { PreparedFile } from '../../models/answerDraft/files.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { longMoment } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { sizeWords } from '../sizes.ts';
import { answerFilesPath } from './answerFilesPath.ts';
import { actorName } from './log.ts';

type FileCell = { text: string; href?: string; note?: string; status?: string };
/** The files of an answer as a table. View: `partials/table`. */
export type AnswerFileTable = {
  caption: string;
  columns: { text: string; numeric?: boolean }[];
  rows: { cells: FileCell[] }[];
};

/** The files of an answer as they stand before it is sent. */
export function answerFileTable(
  base: FrameBase,
  page: RequestPage,
  files: readonly PreparedFile[],
): AnswerFileTable {
  const { t, language } = base;
  return {
    caption: t('answerFiles:title'),
    columns: [
      { text: t('answerFiles:column.file') },
      { text: t('answerFiles:column.size'), numeric: true },
      { text: t('answerFiles:column.keptBack') },
      { text: t('answerFiles:column.state') },
    ],
    rows: files.map((file) => ({
      cells: [
        {
          text: file.name,
          href: answerFilesPath(page.request.reference, file.id),
          note: fromWords(base, file),
        },
        { text: sizeWords(file.copy?.size ?? file.size, t, language) },
        { text: keptBackWords(base, file) },
        stateCell(base, page, file),
      ],
    })),
  };
}

/** Where a file comes from: handed over for a system, or put in here, perhaps out of one. */
export const fromWords = ({ t }: FrameBase, { system, isHandedOver }: PreparedFile): string =>
  [system, isHandedOver ? undefined : t('answerFiles:added-here')].filter(Boolean).join(', ');

/** How a file stands: with who decided, once something is. */
export function stateCell(
  base: FrameBase,
  page: RequestPage,
  file: PreparedFile,
): FileCell & { status: string } {
  const { t, language } = base;
  const { decision, decidedBy, decidedAt } = file;
  const tone = decision === undefined ? 'open' : decision === 'left-out' ? 'waiting' : 'closed';
  const who = decision &&
    decidedBy &&
    decidedAt && {
      who: actorName(t, page, decidedBy),
      when: longMoment(decidedAt, language, page.request.zone),
    };
  return {
    text: t(`answerFiles:state.${decision ?? 'open'}`),
    status: tone,
    note:
      [who && t('answerFiles:by', who), file.isSent && t('answerFiles:alreadySent')]
        .filter(Boolean)
        .join(' ') || undefined,
  };
}

/** What of a file does not leave, without repeating it. */
export function keptBackWords(
  { t }: FrameBase,
  { decision, reason, removals, report }: PreparedFile,
): string {
  if (decision === 'left-out' && reason)
    return t(isKeptBack(reason) ? 'answerFiles:whole' : 'answerFiles:wholeUntold', {
      reason: t(`answerFiles:reason.${reason}`),
    });
  if (removals.length === 0) return t('answerFiles:nothing');
  const counts = report?.removed ?? [];
  if (counts.length === 0) return t('answerFiles:notFound');
  return counts
    .map(({ reason: why, count }) =>
      t('answerFiles:places', { count, reason: t(`answerFiles:reason.${why}`) }),
    )
    .join('; ');
}
