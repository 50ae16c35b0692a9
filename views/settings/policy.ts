import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { parsePeriod } from '../../domain/calendar/periodText.ts';
import type { Clock, PolicyPack, Worded } from '../../domain/policies/policy.ts';
import { longDate } from '../dates.ts';
import type { Language, T } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

export type PolicyPage = {
  frame: Frame;
  facts: object[];
  tables: { title: string; table?: object; empty: string }[];
};

/** One pack: where it comes from, and each clock, retention and exemption with its clause. */
export function policyPage(base: FrameBase, pack: PolicyPack): PolicyPage {
  const { t, language } = base;
  const say = (text: Worded) => text[language] ?? text.en;
  const table = (name: string, columns: string[], rows: string[][]) => {
    const title = t(`settings:policy.${name}`);
    const heads = columns.map((column) => ({ text: t(`settings:policy.column.${column}`) }));
    const cells = rows.map((row) => ({ cells: row.map((text) => ({ text })) }));
    return {
      title,
      empty: t('settings:policy.none'),
      table: rows.length > 0 ? { caption: title, columns: heads, rows: cells } : undefined,
    };
  };
  return {
    frame: { ...base, title: say(pack.title) },
    facts: factsOf(pack, language, t),
    tables: [
      table(
        'clocks',
        ['promise', 'period', 'source', 'remark'],
        pack.clocks.map((clock) => clockRow(clock, say, t)),
      ),
      table(
        'exemptions',
        ['data', 'ground', 'source'],
        pack.exemptions.map((one) => [
          say(one.data),
          one.ground ?? t('settings:policy.noGround'),
          one.source,
        ]),
      ),
      table(
        'retentions',
        ['data', 'period', 'source'],
        pack.retentions.map((one) => [
          say(one.data),
          one.period ? lengthOf(one.period, t) : t('settings:policy.noPeriod'),
          one.source,
        ]),
      ),
    ],
  };
}

function factsOf(pack: PolicyPack, language: Language, t: T): object[] {
  const { name, section, date, reference } = pack.document;
  const document = [name, section, date, reference].filter(Boolean).join(' · ');
  return [
    { key: t('settings:policies.version'), value: `${pack.id}@${pack.version}` },
    { key: t('settings:policies.effective'), value: longDate(pack.effective as CalendarDate, language) },
    { key: t('settings:policies.document'), value: document },
    { key: t('settings:policy.place'), value: `${pack.zone} · ${pack.calendar}` },
    ...(pack.extends ? [{ key: t('settings:policy.extends'), value: pack.extends }] : []),
  ];
}

function clockRow(clock: Clock, say: (text: Worded) => string, t: T): string[] {
  const extended = clock.extendedPeriod
    ? t('settings:policy.extended', { period: lengthOf(clock.extendedPeriod, t) })
    : '';
  const remarks = [
    clock.chosen ? say(clock.chosen) : '',
    clock.advisory ? t('settings:policy.advisory') : '',
    clock.confirmed ? '' : t('settings:policy.unconfirmed'),
  ];
  return [
    say(clock.title),
    `${lengthOf(clock.period, t)}${extended}`,
    clock.source,
    remarks.filter(Boolean).join(' '),
  ];
}

/** "one month", "24 hours", "5 working days". */
function lengthOf(period: string, t: T): string {
  const { unit, count } = parsePeriod(period);
  const isClock = unit === 'hours' || unit === 'minutes';
  return t(isClock ? `settings:length.${unit}` : `because:length.${unit}`, { count });
}
