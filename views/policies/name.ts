import { packWithout } from '../../domain/deadlines/joined.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { Language, T } from '../i18n.ts';
import { wordedOf } from '../requests/words.ts';

/**
 * A policy's name, from `id` or `id@version`: "Swiss Federal Act on Data Protection (FADP)". If versions share a title, a named
 * version is added: "California Consumer Privacy Act, version 2027". An unknown policy keeps its id.
 */
export function policyName(
  ref: string,
  packs: readonly PolicyPack[],
  { t, language }: { t: T; language: Language },
): string {
  const [id, version] = packWithout(ref).split('@', 2);
  const versions = packs.filter((pack) => pack.id === id);
  const pack = version === undefined ? versions.at(-1) : versions.find((each) => each.version === version);
  if (!pack) return ref;
  const policy = wordedOf(pack.title, language);
  const isShared = versions.some(
    ({ title, ...each }) => each.version !== pack.version && title.en === pack.title.en,
  );
  return version !== undefined && isShared ? t('policies:nameOfVersion', { policy, version }) : policy;
}
