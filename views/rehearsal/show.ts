import { MOST_DAYS } from '../../domain/rehearsal.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { longMoment } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

type InsidePageInput = {
  now: Date;
  playingTo?: Date;
  days: string;
  faults: RuleViolation[];
  mails: { at: string; to: string; subject: string; text: string }[];
  /** The first mail of the next page. */
  next?: number;
  isFirst: boolean;
  total: number;
  baseUrl: string;
  zone: string;
};

type InsidePage = {
  frame: Frame;
  errors: Record<string, string>;
  now: string;
  playing?: string;
  form?: object;
  count: string;
  mails: { title: string; note: string; parts: { text: string; href?: string }[] }[];
  more?: { next?: string; first?: string };
};

/** The page of a rehearsal from within: its clock, the form that plays it forward, and the mails that it would have sent. */
export function rehearsalInsidePage(base: FrameBase, given: InsidePageInput): InsidePage {
  const { t, language } = base;
  const { zone, playingTo, total, next, isFirst } = given;
  const moment = (at: Date) => longMoment(at, language, zone);
  const errors = errorsOf(t, given.faults);
  return {
    frame: { ...base, title: t('rehearsal:inside.title'), faulty: given.faults.length > 0 },
    errors,
    now: t('rehearsal:inside.now', { moment: moment(given.now) }),
    playing: playingTo && t('rehearsal:inside.playing', { moment: moment(playingTo) }),
    form: playingTo ? undefined : formOf(base, given.days, errors),
    count: t('rehearsal:inside.mails', { count: total }),
    mails: given.mails.map(({ at, to, subject, text }) => ({
      title: subject,
      note: t('rehearsal:inside.mail', { moment: moment(new Date(at)), to }),
      parts: linked(text, given.baseUrl),
    })),
    ...((next || !isFirst) && {
      more: {
        ...(next && { next: `/rehearsal?after=${next}` }),
        ...(!isFirst && { first: '/rehearsal' }),
      },
    }),
  };
}

const formOf = ({ t }: FrameBase, days: string, errors: Record<string, string>) => ({
  action: '/rehearsal/play',
  fields: [
    {
      partial: 'field',
      name: 'days',
      label: t('rehearsal:inside.days'),
      hint: t('rehearsal:inside.daysHint', { most: MOST_DAYS }),
      value: days,
      error: errors.days,
      width: 'short',
      inputmode: 'numeric',
    },
  ],
  button: { text: t('rehearsal:inside.play') },
});

/** A text with the addresses of this desk as links, by their path. */
function linked(text: string, baseUrl: string): { text: string; href?: string }[] {
  const address = new RegExp(`(${baseUrl.replace(/[^\w]/g, '\\$&')}/[^\\s<>"]*)`);
  return text
    .split(address)
    .map((part, nth) => (nth % 2 === 1 ? { text: part, href: part.slice(baseUrl.length) } : { text: part }))
    .filter((part) => part.text);
}
