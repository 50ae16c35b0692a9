import { groundOf } from '../../domain/policies/grounds.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { RegisterDeed, RegisterRow } from '../../models/subjectRequest/register.ts';
import type { Wording } from '../i18n.ts';
import { wordedOf } from './words.ts';

/** The columns that registers of requests commonly have besides those of the list. */
export const REGISTER_COLUMNS = [
  'postalAddress',
  'asked',
  'extensionGround',
  'extensionReason',
  'charge',
  'action',
] as const;

/** What stands in them: the person's words as they wrote them, the rest in the reader's language. */
export function registerCells(
  row: RegisterRow,
  reader: Wording & { packs: readonly PolicyPack[] },
): Record<(typeof REGISTER_COLUMNS)[number], string> {
  const { t } = reader;
  const { postalAddress, asked, extensionGround: ground, extensionReason, deeds } = row;
  const fee = deeds.some(({ name }) => name === 'paused') ? t('queue:feeAsked') : '';
  const done = deeds.filter(({ name }) => name !== 'paused').map((deed) => deedWords(row, deed, reader));
  return {
    postalAddress,
    asked,
    extensionGround: ground ? t(`events:extensionGround.${ground}`) : '',
    extensionReason,
    charge: row.charge || fee,
    action: [...done, row.action].filter(Boolean).join('; '),
  };
}

function deedWords(
  { policyId, importId }: RegisterRow,
  { name, about }: RegisterDeed,
  { t, language, packs }: Wording & { packs: readonly PolicyPack[] },
): string {
  if (name === 'answered')
    return t(`queue:deed.answered.${importId && about === 'mail' ? 'email' : (about ?? 'unknown')}`);
  if (name === 'withdrawn') return t('queue:deed.withdrawn');
  const pack = packs.find(({ id }) => id === policyId);
  if (name === 'fulfilled') {
    const clock = packs.flatMap(({ clocks }) => clocks).find(({ id }) => id === about);
    return t('queue:deed.fulfilled', { clock: clock ? wordedOf(clock.title, language) : about });
  }
  const law = pack?.law;
  const ground = about ? groundOf(law ? { law } : NO_LAW, packs, about) : undefined;
  const why = ground
    ? `${wordedOf(ground.title, language)}${ground.article ? ` (${wordedOf(ground.article, language)})` : ''}`
    : '';
  return t(`queue:deed.${name === 'refused' ? 'refused' : 'refusedInPart'}`, { why });
}

const NO_LAW = { law: { refusals: [] } } as unknown as Parameters<typeof groundOf>[0];
