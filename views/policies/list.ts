import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { packInEffect } from '../../domain/policies/inEffect.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { wordedOf } from '../requests/words.ts';
import { effectWords } from './words.ts';

type PolicyListPageInput = {
  packs: PolicyPack[];
  allPacks: PolicyPack[];
  /** The organisation's policies: `id` or `id@version`. */
  promised: string[];
  applies: (pack: PolicyPack) => boolean;
  isStaff: boolean;
  base: string;
  today: CalendarDate;
};
type PolicyListPage = {
  frame: Frame;
  lead: string;
  columns: object[];
  rows: object[];
  choice?: { href: string; text: string };
};

/** The packs that the reader may see, each version with its period, and a link to the simulator. */
export function policyListPage(base: FrameBase, given: PolicyListPageInput): PolicyListPage {
  const { t } = base;
  const columns = ['name', 'effect', 'role', ...(given.isStaff ? ['used', 'public'] : []), 'try'];
  return {
    frame: { ...base, title: t('policies:title') },
    lead: t(given.isStaff ? 'policies:leadStaff' : 'policies:lead'),
    columns: columns.map((column) => ({ text: t(`policies:column.${column}`) })),
    rows: given.packs.filter(given.applies).map((pack) => ({ cells: cellsOf(base, given, pack) })),
    choice: given.isStaff ? { href: '/settings/policies', text: t('policies:choice') } : undefined,
  };
}

function cellsOf({ t, language }: FrameBase, given: PolicyListPageInput, pack: PolicyPack): object[] {
  const { packs, allPacks, promised, isStaff, base, today } = given;
  const isCurrent = packInEffect(allPacks, pack.id, today) === pack;
  const version = isCurrent ? '' : `?version=${encodeURIComponent(pack.version)}`;
  const several = packs.filter(({ id }) => id === pack.id).length > 1;
  const title = wordedOf(pack.title, language);
  return [
    {
      text: title,
      href: `${base}/${pack.id}${version}`,
      note:
        !title.includes(pack.version) && (several || isStaff)
          ? t('policies:version', { version: pack.version })
          : undefined,
    },
    { text: effectWords(pack, allPacks, today, language, t) },
    { text: t(`policies:role.${pack.role}`) },
    ...(isStaff
      ? [
          { text: promised.some((policy) => isUsed(pack, policy, isCurrent)) ? t('policies:used') : '' },
          { text: t(pack.published ? 'policies:published' : 'policies:unpublished') },
        ]
      : []),
    { text: t('policies:try'), unseen: title, href: `${base}/${pack.id}/try${version}` },
  ];
}

/** Whether a pack applies to requests received today: chosen by id, the version in effect; by `id@version`, that one. */
function isUsed(pack: PolicyPack, chosen: string, isCurrent: boolean): boolean {
  return chosen === `${pack.id}@${pack.version}` || (chosen === pack.id && isCurrent);
}
