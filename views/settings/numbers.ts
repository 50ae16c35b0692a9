import { keyOfNumber, type Override, policyOfPack } from '../../domain/policies/overrides.ts';
import type { Clock, From, PolicyPack } from '../../domain/policies/policy.ts';
import { longDate, shortMoment } from '../dates.ts';
import { type FrameBase, TYPING } from '../layouts/frame.ts';
import { policyName } from '../policies/name.ts';
import { wordedOf } from '../requests/words.ts';

export type NumberForm = { clock: string; period: string; from: string; reason: string };
/** The organisation's own periods, and the form that adds one. */
export type Numbers = { rows: { key: string; value: string }[]; form?: object };
export type NumbersInput = {
  mayChange: boolean;
  clocks: From<Clock>[];
  overrides: Override[];
  members: { id: number; name: string }[];
  zone: string;
  packs: readonly PolicyPack[];
  form: NumberForm;
};

export function numbersOf(base: FrameBase, given: NumbersInput, errors: Record<string, string>): Numbers {
  const { t, language } = base;
  const { clocks, overrides, members, zone, form, packs } = given;
  const several = new Set(clocks.map(({ pack }) => pack)).size > 1;
  const titleOf = ({ clock: id, policy }: Pick<Override, 'clock' | 'policy'>) => {
    const clock = clocks.find((one) => one.id === id && (!policy || policyOfPack(one.pack) === policy));
    const title = clock ? wordedOf(clock.title, language) : id;
    return several && policy ? `${title}, ${policyName(policy, packs, base)}` : title;
  };
  const ask = (partial: string, name: keyof NumberForm, more: object = {}) => ({
    partial,
    name,
    label: t(`settings:numbers.${name}`),
    value: form[name],
    error: errors[name],
    ...more,
  });
  const options = clocks.map(({ id, period, pack }) => ({
    value: keyOfNumber({ id, pack }),
    text: `${titleOf({ clock: id })} (${several ? `${period}, ${policyName(pack, packs, base)}` : period})`,
  }));
  return {
    rows: overrides.map(({ clock, policy, period, from, reason, by, at }) => ({
      key: t('settings:numbers.row', {
        clock: titleOf({ clock, policy }),
        period,
        from: longDate(from, language),
      }),
      value: t('settings:numbers.by', {
        reason,
        name: members.find(({ id }) => by === `user:${id}`)?.name ?? by,
        at: shortMoment(new Date(at), language, zone),
      }),
    })),
    form: given.mayChange
      ? {
          id: TYPING,
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
