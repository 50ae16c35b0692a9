import type { KeptBack, Removed } from '../../domain/answers/answerFile.ts';
import type { AnsweredContents } from '../../domain/answers/content.ts';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { FileOrigin } from '../task/handedOver.ts';

/** The content of an answer package, sealed. */
export type AnswerContent = {
  text: string;
  nothingHeld: string;
  attachments: number[];
  /** The system that a file comes from, by its number. Answers of earlier releases have none. */
  systems?: Record<number, string>;
  /** What the register said of that system when it was answered. */
  origins?: Record<number, FileOrigin>;
  /** What the DPO wrote that a file is, by its number. */
  meanings?: Record<number, string>;
  /** What was removed from a file, by its number; and what the person is told of it. */
  removed?: Record<number, Removed[]>;
  keptBack?: KeptBack;
  /** Where something is missing: why, and by which day it follows. */
  incomplete?: string;
  followsOn?: CalendarDate;
  /** On which day the answer left that this one completes. */
  completes?: CalendarDate;
  /** What it says in words beside the DPO's letter: frozen. None in answers of earlier releases, and where nothing was checked. */
  contents?: AnsweredContents;
};

/** Whether two packages hold the same answer: it is sent again as it was. */
export const isSameAnswer = (one: AnswerContent, other: AnswerContent): boolean =>
  one.text === other.text && one.attachments.join() === other.attachments.join();
