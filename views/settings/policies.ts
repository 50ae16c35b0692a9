import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { packInEffect } from '../../domain/policies/inEffect.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { effectWords } from '../policies/words.ts';
import { wordedOf } from '../requests/words.ts';

type Given = { packs: PolicyPack[]; chosen: string; today: CalendarDate; mayRead: boolean };
export type PoliciesPage = { frame: Frame; rows: object[]; missing: boolean; change?: string };

/** What this organisation promises by; what each policy says is read at /policies. */
export function policiesPage(base: FrameBase, { packs, chosen, today, mayRead }: Given): PoliciesPage {
  const { t, language } = base;
  const [id = '', pinned] = chosen.split('@', 2);
  const pack = pinned
    ? packs.find((one) => one.id === id && one.version === pinned)
    : packInEffect(packs, id, today);
  const parent = packs.find((one) => one.id === pack?.extends);
  return {
    frame: { ...base, title: t('settings:policies.title') },
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
