import { dayNumberOf, weekdayOf } from '../../domain/calendar/calendarDate.ts';
import type { Urgency } from '../../domain/deadlines/urgency.ts';
import {
  type AheadDay,
  type AheadInput,
  type AheadWarning,
  daysAhead,
  warningsAhead,
} from '../../domain/today/ahead.ts';
import { longDate, shortDate } from '../dates.ts';
import type { Wording } from '../i18n.ts';
import { wordedOf } from '../requests/words.ts';

/** A day of the strip in words: its number, how many fall due, and what else there is to know of it. */
type AheadCell = {
  /** "Monday 30 November 2026", for screen readers. */
  day: string;
  number: string;
  isToday: boolean;
  isPast: boolean;
  isShut: boolean;
  due?: { urgency: Urgency; count: string; unseen: string };
  late?: { count: string; unseen: string };
  notes: string[];
};

/** The look ahead: five weeks as a strip of working days, and sentences about what is hidden in it. */
export type Ahead = { weekdays: string[]; cells: AheadCell[]; sentences: string[] };

/** The strip and its sentences; `late` are shown on today. */
export function aheadOf(words: Wording, input: AheadInput, late: number): Ahead {
  const days = daysAhead(input);
  return {
    weekdays: days.slice(0, 5).map(({ on }) => words.t(`today:ahead.weekday.${weekdayOf(on)}`)),
    cells: days.map((day, nth) => cellOf(words, day, { input, late, isFirst: nth === 0 })),
    sentences: warningsAhead(input).map((warning) => sentenceOf(words, warning)),
  };
}

function cellOf(
  words: Wording,
  day: AheadDay,
  { input, late, isFirst }: { input: AheadInput; late: number; isFirst: boolean },
): AheadCell {
  const { t, language } = words;
  const { on, count, isToday, isPast, shut, name, isAway } = day;
  const [, , number = ''] = on.split('-');
  const isNewMonth = isFirst || Number(number) <= 1 || (Number(number) <= 3 && weekdayOf(on) === 1);
  const shown = String(Number(number));
  return {
    day: longDate(on, language),
    number: isNewMonth
      ? t('today:ahead.month', { number: shown, month: t(`today:ahead.months.${Number(on.slice(5, 7))}`) })
      : shown,
    isToday,
    isPast,
    isShut: shut !== undefined,
    ...(count > 0 && {
      due: { urgency: urgencyIn(input, day), count: String(count), unseen: t('today:ahead.due', { count }) },
    }),
    ...(isToday &&
      late > 0 && { late: { count: String(late), unseen: t('today:lead.late', { count: late }) } }),
    notes: [
      shut && (shut === 'holiday' && name ? wordedOf(name, language) : t(`today:ahead.${shut}`)),
      isAway && t('today:ahead.away'),
    ].filter((note) => typeof note === 'string'),
  };
}

function urgencyIn({ today }: AheadInput, { on }: AheadDay): Urgency {
  const days = dayNumberOf(on) - dayNumberOf(today);
  if (days === 0) return 'today';
  return days <= 7 ? 'soon' : 'inTime';
}

function sentenceOf({ t, language }: Wording, warning: AheadWarning): string {
  const { kind, count } = warning;
  const span = { from: shortDate(warning.from, language), until: shortDate(warning.until, language) };
  if (kind === 'away') {
    const { deputy } = warning;
    const due = t('today:ahead.whileAway', { ...span, count });
    return `${due} ${deputy ? t('today:ahead.deputy', { name: deputy }) : t('today:ahead.noDeputy')}`;
  }
  return t(`today:ahead.in.${kind}`, { ...span, count, before: longDate(warning.before, language) });
}
