import { calendarDate } from '../../domain/calendar/calendarDate.ts';
import { isClockTime, parsePeriod } from '../../domain/calendar/periodText.ts';
import { WARNING_DAYS } from '../../domain/deadlines/reminderDays.ts';
import {
  ANNOUNCED,
  type Clock,
  type From,
  type Policy,
  type PolicyPack,
} from '../../domain/policies/policy.ts';
import { longDate } from '../dates.ts';
import type { Language, T } from '../i18n.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { wordedOf } from '../requests/words.ts';
import type { PolicyPart } from './parts.ts';
import { factWords, ownFirst, periodInWords, rightsWords, sourceCell } from './words.ts';

const COLUMNS = ['promise', 'about', 'starts', 'period', 'rolls', 'ends', 'warn', 'source'];

/** Each promise with a period, in words. */
export function clocksTable(
  policy: Policy,
  own: PolicyPack,
  packs: PolicyPack[],
  base: FrameBase,
): PolicyPart {
  const { t } = base;
  const title = t('policies:part.clocks');
  return {
    id: 'clocks',
    title,
    empty: t('policies:none.clocks'),
    table: policy.clocks.length
      ? {
          caption: title,
          columns: COLUMNS.map((column) => ({ text: t(`policies:column.${column}`) })),
          rows: ownFirst(policy.clocks, own).map((clock) => ({
            cells: rowOf(clock, policy, own, packs, base),
          })),
        }
      : undefined,
  };
}

function rowOf(
  clock: From<Clock>,
  policy: Policy,
  own: PolicyPack,
  packs: PolicyPack[],
  { t, language }: FrameBase,
): object[] {
  const about =
    clock.matter === 'request' ? rightsWords(clock.rights, t) : t(`policies:matter.${clock.matter}`);
  const starts = factWords(clock.starts, t);
  const remarks = [
    clock.chosen && t('policies:remark.chosen', { words: wordedOf(clock.chosen, language) }),
    clock.categories && t('policies:remark.categories', { data: dataOf(clock.categories, policy, language) }),
    clock.inForceFrom &&
      t('policies:remark.inForceFrom', { day: longDate(calendarDate(clock.inForceFrom), language) }),
    clock.advisory && t('policies:remark.advisory'),
    !clock.confirmed && t('policies:remark.unconfirmed'),
    clock.owner && t('policies:remark.owner', { role: t(`frame:role.${clock.owner}`) }),
  ];
  return [
    { text: wordedOf(clock.title, language), note: remarks.filter(Boolean).join(' ') },
    { text: about },
    { text: clock.before ? t('policies:before', { fact: starts }) : starts },
    { text: periodWords(clock, t) },
    { text: rollsWords(clock, t) },
    { text: t(`policies:ends.${clock.endsBy}`) },
    { text: warnWords(clock, t) },
    sourceCell(clock, own, packs, language),
  ];
}

/** Kinds of data by the pack's names. */
function dataOf(ids: readonly string[], { categories }: Policy, language: Language): string {
  const found = categories.filter(({ id }) => ids.includes(id));
  return found.map(({ data }) => wordedOf(data, language)).join('; ');
}

function periodWords({ period, extendedPeriod, before, countsFirstDay }: Clock, t: T): string {
  const length = periodInWords(period, t);
  if (before) return t('policies:atLeast', { length });
  if (countsFirstDay) return t('policies:firstDayCounts', { length });
  if (extendedPeriod === ANNOUNCED) return t('policies:announced', { length });
  return extendedPeriod
    ? t('policies:extended', { length, extended: periodInWords(extendedPeriod, t) })
    : length;
}

function rollsWords({ period, rolls, before }: Clock, t: T): string {
  if (isClockTime(parsePeriod(period))) return t('policies:rolls.hours');
  if (parsePeriod(period).unit === 'working-days') return t('policies:rolls.workingDays');
  if (before) return t('policies:rolls.held');
  if (rolls) return t('policies:rolls.yes');
  return t('policies:rolls.no');
}

/** Hours and minutes are shown as due from their start; a guideline warns nobody. */
function warnWords({ period, advisory, warnDays }: Clock, t: T): string {
  if (advisory) return t('policies:warn.never');
  if (isClockTime(parsePeriod(period))) return t('policies:warn.atStart');
  return t('policies:warn.days', { count: warnDays ?? WARNING_DAYS });
}
