import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { Language } from '../i18n.ts';
import { wordedOf } from '../requests/words.ts';

type TitleSources = { packs: readonly PolicyPack[]; language: Language };

/** A policy by its title; one that the desk no longer has by its id. */
export function policyTitle(id: string, { packs, language }: TitleSources): string {
  const title = packs.find((pack) => pack.id === id)?.title;
  return title ? wordedOf(title, language) : id;
}

/** A ground of refusal in the words of a law that has it. */
export function groundTitle(id: string, { packs, language }: TitleSources): string {
  const grounds = packs.flatMap(({ law }) => law?.refusals ?? []);
  const title = grounds.find((ground) => ground.id === id)?.title;
  return title ? wordedOf(title, language) : id;
}
