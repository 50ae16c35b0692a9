import { isCalendarDate } from '../../domain/calendar/calendarDate.ts';
import { articleOfRight } from '../../domain/policies/law.ts';
import type { Clock } from '../../domain/policies/policy.ts';
import { chosenCalendar } from '../calendars.ts';
import { placeOf } from '../dates.ts';
import type { FieldErrors } from '../faults.ts';
import { inBrackets } from '../law.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { wordedOf } from '../requests/words.ts';
import { calendarOptions, zoneOptions } from '../settings/options.ts';
import { nameOf } from './told.ts';
import type { Trial } from './trial.ts';

type TrialField = { partial: string; name: string } & Record<string, unknown>;
/** A day and its time, under one legend. */
type MomentField = { name: string; legend: string; hint?: string; fields: TrialField[] };
/** Fields that belong together; folded until one of them is used. */
type FormGroup = {
  id: string;
  title: string;
  hint?: string;
  open: boolean;
  fields: TrialField[];
  moments: MomentField[];
};
export type TrialForm = { first: { fields: TrialField[]; moments: MomentField[] }; groups: FormGroup[] };

/** The questions of the simulator: the required ones first, the rest by subject. */
export function trialForm(base: FrameBase, trial: Trial, errors: FieldErrors): TrialForm {
  const { t, language } = base;
  const { fields, policy, place, asked } = trial;
  const moment = (name: string, legend: string, hint?: string) =>
    momentField(base, trial, errors, name, legend, hint);
  const fact = (name: string) => moment(name, nameOf(name, base));
  const done = ({ id, title }: Clock) =>
    moment(`done-${id}`, t('simulator:done', { clock: wordedOf(title, language) }));
  const own = asked.fulfilments.filter(({ matter }) => matter === 'request');
  const others = asked.fulfilments.filter(
    ({ id, matter, starts }) => matter !== 'request' && (fields[starts] || fields[`done-${id}`]),
  );
  const zone = errors.zone ? place.zone : (fields.zone ?? place.zone);
  const select = (name: string, options: object[], hint: string): TrialField => ({
    partial: 'select',
    name,
    label: t(`simulator:${name}`),
    hint,
    value: fields[name],
    error: errors[name],
    options,
    width: 'full',
  });
  const group = (id: string, moments: MomentField[], selects: TrialField[] = []): FormGroup => ({
    id,
    title: t(`simulator:group.${id}`),
    open: [...selects, ...moments.flatMap((one) => one.fields)].some(({ name }) =>
      isUsed(name, trial, errors),
    ),
    fields: selects,
    moments,
  });
  const rights = policy.rights.map((right) => ({
    value: right,
    text: t('simulator:rightOption', {
      right: t(`requests:right.${right}`),
      by: inBrackets({ t, language }, articleOfRight(policy, right)),
    }),
  }));
  const groups = [
    group(
      'place',
      [moment('at', t('simulator:at'), t('simulator:atHint'))],
      [
        select('zone', zoneOptions(fields.zone ?? zone), t('simulator:zoneHint')),
        select(
          'calendar',
          calendarOptions(fields.calendar ?? place.calendar, language, t),
          [t('simulator:calendarHint'), chosenCalendar(fields.calendar ?? place.calendar, language, t)].join(
            ' ',
          ),
        ),
      ],
    ),
    group(
      'waits',
      asked.waits.flatMap((wait) => [fact(wait.asked), fact(wait.answered)]),
    ),
    group('acts', [...asked.acts.map(fact), ...own.map(done)]),
    group('others', [...asked.others.map(fact), ...others.map(done)]),
  ];
  const received = t('simulator:receivedHint', { place: placeOf(zone, base.language) });
  return {
    first: {
      fields: [select('right', rights, t('simulator:rightHint'))],
      moments: [moment('received', nameOf('received', base), received)],
    },
    groups: groups.filter(({ moments, fields: selects }) => moments.length + selects.length > 0),
  };
}

function momentField(
  { t }: FrameBase,
  { fields }: Trial,
  errors: FieldErrors,
  name: string,
  legend: string,
  hint?: string,
): MomentField {
  const day = fields[name] ?? '';
  const timeName = `${name}-time`;
  const time = fields[timeName] ?? '';
  return {
    name,
    legend,
    hint,
    fields: [
      {
        partial: 'field',
        name,
        label: t('simulator:day'),
        value: day,
        error: errors[name],
        type: dayType(day),
      },
      {
        partial: 'field',
        name: timeName,
        label: t('simulator:time'),
        value: time,
        error: errors[timeName],
        type: timeType(time, errors[timeName]),
        optional: true,
      },
    ],
  };
}

/** A browser clears a date field with an invalid date; as a text field it keeps what was written. */
const dayType = (day: string): string => (day === '' || isCalendarDate(day) ? 'date' : 'text');

/** The same for times; a refused one may need an offset (`02:30+01:00`), which only a text field accepts. */
const timeType = (time: string, error?: string): string =>
  time === '' || (!error && /^\d{2}:\d{2}(:\d{2})?$/.test(time)) ? 'time' : 'text';

function isUsed(name: string, { fields, place }: Trial, errors: FieldErrors): boolean {
  if (errors[name]) return true;
  if (name === 'zone' || name === 'calendar') return fields[name] !== place[name];
  return Boolean(fields[name]);
}
