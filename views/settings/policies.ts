import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { packInEffect } from '../../domain/policies/inEffect.ts';
import type { Override } from '../../domain/policies/overrides.ts';
import type { Clock, PolicyPack } from '../../domain/policies/policy.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { longDate, shortMoment } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { effectWords } from '../policies/words.ts';
import { wordedOf } from '../requests/words.ts';

export type NumberForm = { clock: string; period: string; from: string; reason: string };
type Given = {
  packs: PolicyPack[];
  chosen: string;
  today: CalendarDate;
  mayRead: boolean;
  mayChange: boolean;
  clocks: Clock[];
  overrides: Override[];
  members: { id: number; name: string }[];
  zone: string;
  form: NumberForm;
  faults: RuleViolation[];
};
export type PoliciesPage = {
  frame: Frame;
  errors: Record<string, string>;
  rows: object[];
  missing: boolean;
  change?: string;
  /** The organisation's own numbers where the policy leaves one open; nothing where it leaves none. */
  numbers?: { rows: { key: string; value: string }[]; form?: object };
};

/** What this organisation promises by; what each policy says is read at /policies. */
export function policiesPage(base: FrameBase, given: Given): PoliciesPage {
  const { packs, chosen, today, mayRead, faults } = given;
  const errors = errorsOf(base.t, faults);
  const { t, language } = base;
  const [id = '', pinned] = chosen.split('@', 2);
  const pack = pinned
    ? packs.find((one) => one.id === id && one.version === pinned)
    : packInEffect(packs, id, today);
  const parent = packs.find((one) => one.id === pack?.extends);
  return {
    frame: { ...base, title: t('settings:policies.title'), faulty: faults.length > 0 },
    errors,
    numbers: given.clocks.length > 0 ? numbersOf(base, given, errors) : undefined,
    rows: pack
      ? [
          {
            key: t('settings:policies.name'),
            value: wordedOf(pack.title, language),
            href: `/policies/${pack.id}?version=${encodeURIComponent(pack.version)}`,
          },
          {
            key: t('settings:policies.version'),
            value: t(`settings:policies.${pinned ? 'pinned' : 'current'}`, { version: pack.version }),
          },
          { key: t('settings:policies.effect'), value: effectWords(pack, packs, today, language, t) },
          ...(parent
            ? [
                {
                  key: t('settings:policies.extends'),
                  value: wordedOf(parent.title, language),
                  href: `/policies/${parent.id}`,
                },
              ]
            : []),
        ]
      : [],
    missing: !pack,
    change: mayRead ? '/settings/organisation' : undefined,
  };
}

function numbersOf(base: FrameBase, given: Given, errors: Record<string, string>): PoliciesPage['numbers'] {
  const { t, language } = base;
  const { clocks, overrides, members, zone, form } = given;
  const titleOf = (id: string) => {
    const clock = clocks.find((one) => one.id === id);
    return clock ? wordedOf(clock.title, language) : id;
  };
  const ask = (partial: string, name: keyof NumberForm, more: object = {}) => ({
    partial,
    name,
    label: t(`settings:numbers.${name}`),
    value: form[name],
    error: errors[name],
    ...more,
  });
  const options = clocks.map(({ id, period }) => ({ value: id, text: `${titleOf(id)} (${period})` }));
  return {
    rows: overrides.map(({ clock, period, from, reason, by, at }) => ({
      key: t('settings:numbers.row', { clock: titleOf(clock), period, from: longDate(from, language) }),
      value: t('settings:numbers.by', {
        reason,
        name: members.find(({ id }) => by === `user:${id}`)?.name ?? by,
        at: shortMoment(new Date(at), language, zone),
      }),
    })),
    form: given.mayChange
      ? {
          action: '/settings/policies/numbers',
          fields: [
            ask('select', 'clock', { options }),
            ask('field', 'period', { hint: t('settings:numbers.periodHint'), width: 'short' }),
            ask('field', 'from', { type: 'date', width: 'short' }),
            ask('field', 'reason', { hint: t('settings:numbers.reasonHint') }),
          ],
          button: { text: t('settings:numbers.save'), kind: 'quiet' },
        }
      : undefined,
  };
}
