import type { FormerRun } from '../../models/bulk/outcome.ts';
import { longMoment } from '../dates.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

type BulkRunsPage = { frame: Frame; columns: { text: string }[]; rows: { cells: object[] }[] };

/** What was done to many requests at once, each with the way to its outcome, where it can be undone. */
export function bulkRunsPage(base: FrameBase, runs: readonly FormerRun[], zone: string): BulkRunsPage {
  const { t, language } = base;
  return {
    frame: { ...base, title: t('bulk:former') },
    columns: ['what', 'when', 'who', 'state'].map((name) => ({ text: t(`bulk:run.${name}`) })),
    rows: runs.map((run) => ({
      cells: [
        {
          text: t(`bulk:${run.act}.done`, {
            context: run.assignee || run.act !== 'assign' ? undefined : 'nobody',
            count: run.done,
            assignee: run.assignee,
            tag: run.tag,
          }),
          href: `/requests/bulk/runs/${run.id}`,
        },
        { text: longMoment(run.begunAt, language, zone) },
        { text: run.actor },
        {
          text: [
            run.left > 0 ? t('bulk:left', { count: run.left }) : '',
            run.takenBack > 0 ? t('bulk:taken', { count: run.takenBack }) : '',
          ]
            .filter(Boolean)
            .join('. '),
        },
      ],
    })),
  };
}
