import type { Language, Worded } from '../languages.ts';
import type { PolicyPack } from '../policies/policy.ts';
import { isSameName } from './register.ts';
import { emptySystem, type SystemForm } from './systemForm.ts';

/** A recipient that a policy names, as an entry that somebody may accept, with the clause that names it. */
export type Suggestion = { form: SystemForm; pack: string; source: string };

/** In whose words suggestions are written down. */
export type SuggestionWording = { language: Language; say: (text: Worded) => string };

/** Each recipient that the policies name, once, with its purpose and place. */
export function suggestedRecipients(
  packs: readonly PolicyPack[],
  { language, say }: SuggestionWording,
): Suggestion[] {
  const every = packs.flatMap((pack) =>
    pack.recipients.map(({ name, purpose, place, source }) => ({
      form: {
        ...emptySystem(language),
        name,
        kind: 'recipient',
        purpose: say(purpose),
        place: place ?? '',
      },
      pack: pack.id,
      source,
    })),
  );
  return every.filter(
    ({ form }, place) => every.findIndex((other) => isSameName(other.form.name, form.name)) === place,
  );
}

/** Where a category of data lies, in somebody's words: one system, or several with commas between them; nothing where nobody knows yet. */
export type Placed = { category: string; systems: string };

/**
 * The entries that a register begins with: the accepted recipients, and each system that was named as the place of a category, which
 * holds all the categories that name it. `CRM` for prospects and `crm, Shop` for orders are two systems, and CRM holds both.
 */
export function firstEntries(
  accepted: readonly SystemForm[],
  placed: readonly Placed[],
  language: Language,
): SystemForm[] {
  const entries = [...accepted];
  for (const { category, systems } of placed)
    for (const name of systems.split(/[,;\n]/).map((text) => text.trim())) {
      if (!name) continue;
      const place = entries.findIndex((entry) => isSameName(entry.name, name));
      const entry = entries[place] ?? { ...emptySystem(language), name };
      const holding = { ...entry, categories: [...entry.categories, category] };
      if (place < 0) entries.push(holding);
      else entries[place] = holding;
    }
  return entries;
}
