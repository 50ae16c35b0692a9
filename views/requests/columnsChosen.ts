import { QUEUE_COLUMNS, type QueueColumn } from '../../domain/queue/columns.ts';
import { QUEUE_ORDERS, type QueueOrder } from '../../domain/queue/orders.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

type ColumnsPage = {
  frame: Frame;
  back: string;
  form: object;
  /** The columns in their order; all but the first can be moved to the front. */
  order: { value: QueueColumn; text: string; isFirst: boolean }[];
};

/** What a user's lists show and in which order, remembered until they choose again. */
export function columnsPage(
  base: FrameBase,
  given: { list: string; columns: readonly QueueColumn[]; order: QueueOrder },
): ColumnsPage {
  const { t } = base;
  return {
    frame: { ...base, title: t('queue:columnsTitle') },
    back: `/requests${given.list}`,
    order: given.columns.map((value, nth) => ({
      value,
      text: t(`queue:column.${value}`),
      isFirst: nth === 0,
    })),
    form: {
      id: 'columns-form',
      action: '/requests/columns',
      fields: [
        { partial: 'hidden', name: 'list', value: given.list },
        {
          partial: 'choices',
          name: 'order',
          legend: t('queue:filter.sort'),
          options: QUEUE_ORDERS.map((value) => ({ value, text: t(`queue:sort.${value}`) })),
          values: [given.order],
        },
        {
          partial: 'choices',
          type: 'checkbox',
          name: 'columns',
          legend: t('queue:columns'),
          hint: t('queue:columnsHint'),
          options: [...new Set([...given.columns, ...QUEUE_COLUMNS])].map((value) => ({
            value,
            text: t(`queue:column.${value}`),
          })),
          values: given.columns,
        },
      ],
      button: { text: t('queue:columnsButton') },
    },
  };
}
