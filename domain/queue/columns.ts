/** What a list can show beside a request's reference and its person, in the order of its columns. */
export const QUEUE_COLUMNS = [
  'right',
  'received',
  'due',
  'left',
  'status',
  'assignee',
  'systems',
  'tags',
  'channel',
  'country',
  'policy',
] as const;
export type QueueColumn = (typeof QUEUE_COLUMNS)[number];

/** Shown unless the user chose others; systems and tags only where a request of the page has any. */
export const USUAL_COLUMNS: readonly QueueColumn[] = QUEUE_COLUMNS.slice(0, 8);

/** What a list of closed requests shows in the place of deadline, time left, status and colleague: its end. */
export const OF_THE_END = ['replyDue', 'answered', 'ended', 'outcome', 'identity'] as const;

/** Columns as an address or a choice writes them, `right.due`; undefined where it names none. */
export function queueColumnsIn(text: string): QueueColumn[] | undefined {
  const named = text.split('.');
  const columns = QUEUE_COLUMNS.filter((column) => named.includes(column));
  return columns.length > 0 ? columns : undefined;
}
