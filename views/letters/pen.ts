import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { timeLeft } from '../../domain/deadlines/urgency.ts';
import type { Worded } from '../../domain/policies/policy.ts';
import type { Right } from '../../domain/rights.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import { longDate, longMoment, timeLeftWords } from '../dates.ts';
import { type Language, type T, translator } from '../i18n.ts';
import { wordedOf } from '../requests/words.ts';

/** The moments of a deadline: a day, or an instant of that day. */
type Due = Pick<Deadline, 'dueOn' | 'targetAt'>;

/** What a letter is written with: its reader's language, and dates with their weekday in the organisation's zone. */
export type Pen = {
  t: T;
  language: Language;
  day(day: CalendarDate | Date): string;
  moment(at: Date): string;
  /** "Friday 27 November 2026", with the time and place if it counts in hours. */
  due(deadline: Due): string;
  /** "2 days left", "3 hours late". */
  left(deadline: Due): string;
  right(right: Right): string;
  title(title: Worded): string;
};

export function penOf({ language, organisation: { zone }, now }: LetterContext): Pen {
  const t = translator(language);
  const day: Pen['day'] = (given) => longDate(given, language, zone);
  const moment: Pen['moment'] = (at) => longMoment(at, language, zone);
  return {
    t,
    language,
    day,
    moment,
    due: ({ dueOn, targetAt }) => (targetAt ? moment(targetAt) : dueOn ? day(dueOn) : ''),
    left: (deadline) => {
      const left = timeLeft(deadline, now, localDate(now, zone));
      return left ? timeLeftWords(left, t) : '';
    },
    right: (right) => t(`letters:right.${right}`),
    title: (title) => wordedOf(title, language),
  };
}
