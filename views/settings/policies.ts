import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { packInEffect } from '../../domain/policies/inEffect.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { longDate } from '../dates.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

type Given = { packs: PolicyPack[]; chosen: string; today: CalendarDate };
export type PoliciesPage = { frame: Frame; columns: object[]; rows: object[] };

/** Every pack of the desk, with the one that this organisation promises by. */
export function policiesPage(base: FrameBase, { packs, chosen, today }: Given): PoliciesPage {
  const { t, language } = base;
  const chosenPack = packs.find((pack) => isChosen(pack, packs, chosen, today));
  return {
    frame: { ...base, title: t('settings:policies.title') },
    columns: ['name', 'version', 'effective', 'document', 'used'].map((column) => ({
      text: t(`settings:policies.${column}`),
    })),
    rows: packs.map((pack) => ({
      cells: [
        {
          text: pack.title[language] ?? pack.title.en,
          href: `/settings/policies/${pack.id}@${pack.version}`,
        },
        { text: pack.version },
        {
          text: longDate(pack.effective as CalendarDate, language),
          note: pack.effectiveChosen ? t('settings:policies.effectiveChosen') : undefined,
        },
        { text: pack.document.name },
        { text: pack === chosenPack ? t('settings:policies.yes') : '' },
      ],
    })),
  };
}

function isChosen(pack: PolicyPack, packs: PolicyPack[], chosen: string, today: CalendarDate): boolean {
  const [id = '', version] = chosen.split('@', 2);
  if (pack.id !== id) return false;
  return version === undefined ? packInEffect(packs, id, today) === pack : pack.version === version;
}
