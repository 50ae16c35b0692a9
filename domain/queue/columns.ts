/** What a list can show beside a request's reference and its person, in the usual order of its columns. */
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

/** Columns as an address or a choice writes them, in its order: `right.due`; undefined where it names none. */
export function queueColumnsIn(text: string): QueueColumn[] | undefined {
  const columns = [...new Set(text.split('.'))].filter((name) => isColumn(name));
  return columns.length > 0 ? columns : undefined;
}

const isColumn = (name: string): name is QueueColumn => QUEUE_COLUMNS.some((column) => column === name);

/** The columns with one of them a place further to the front. */
export function movedForward(columns: readonly QueueColumn[], column: string): QueueColumn[] {
  const place = columns.indexOf(column as QueueColumn);
  if (place < 1) return [...columns];
  const moved = [...columns];
  moved.splice(place - 1, 2, ...columns.slice(place - 1, place + 1).reverse());
  return moved;
}
