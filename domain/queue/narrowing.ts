import type { CalendarDate } from '../calendar/calendarDate.ts';
import type { Urgency } from '../deadlines/urgency.ts';
import type { Status } from '../lifecycle/status.ts';
import type { Channel } from '../lifecycle/vocabulary.ts';
import type { Right } from '../rights.ts';

export const YES_OR_NO = ['yes', 'no'] as const;
type YesOrNo = (typeof YES_OR_NO)[number];

/** What narrows every tab of the queue, besides the search. Days are local to the organisation; both ends of a period are in it. */
export type Narrowing = {
  right?: Right;
  policy?: string;
  status?: Status;
  urgency?: Urgency;
  channel?: Channel;
  /** Where the person lives, as two letters. */
  country?: string;
  assignee?: number | 'nobody';
  /** A tag's number. */
  tag?: number;
  receivedFrom?: CalendarDate;
  receivedTo?: CalendarDate;
  /** The next deadline; of a closed request the day its answer was due. */
  dueFrom?: CalendarDate;
  dueTo?: CalendarDate;
  closedFrom?: CalendarDate;
  closedTo?: CalendarDate;
  /** Whether a deadline is paused. */
  paused?: YesOrNo;
  /** Whether an extension was decided, whatever became of its notice. */
  extended?: YesOrNo;
  /** Whether a message is unread. */
  message?: YesOrNo;
};

/** In the order of the form, the crumbs and the address. */
export const NARROWINGS = [
  'right',
  'policy',
  'status',
  'urgency',
  'channel',
  'country',
  'assignee',
  'tag',
  'receivedFrom',
  'receivedTo',
  'dueFrom',
  'dueTo',
  'closedFrom',
  'closedTo',
  'paused',
  'extended',
  'message',
] as const satisfies readonly (keyof Narrowing)[];
export type NarrowingName = (typeof NARROWINGS)[number];
