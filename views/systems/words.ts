import { languageName } from '../../domain/languages.ts';
import { categoryTitle } from '../../domain/policies/categories.ts';
import { RIGHTS } from '../../domain/rights.ts';
import { IDENTIFIERS, type SystemEntry } from '../../domain/systems/system.ts';
import { longDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { wordedOf } from '../requests/words.ts';
import type { CategoryNames } from '../situation.ts';

/** By what a person is found, in the reader's words where the desk knows it. */
export const identifierName = ({ t }: FrameBase, identifier: string): string =>
  IDENTIFIERS.some((known) => known === identifier) ? t(`systems:identifier.${identifier}`) : identifier;

/** What an entry says, field by field, in the order of its form; a field that says nothing is empty. */
export function entryWords(
  base: FrameBase,
  entry: SystemEntry,
  given: { names: CategoryNames },
): Record<string, string> {
  const { t, language } = base;
  const day = (on: SystemEntry['absentUntil']) => (on ? longDate(on, language) : '');
  return {
    name: entry.name,
    kind: t(`systems:kind.${entry.kind}`),
    purpose: entry.purpose,
    categories: entry.categories.map((one) => nameOf(base, given, one)).join('; '),
    identifiers: entry.identifiers.map((one) => identifierName(base, one)).join('; '),
    source: entry.source,
    retention: entry.retention,
    place: entry.place,
    safeguard: entry.safeguard,
    ownerName: entry.ownerName,
    ownerEmail: entry.ownerEmail,
    ownerLanguage: languageName(entry.ownerLanguage),
    deputyEmail: entry.deputyEmail,
    absentUntil: day(entry.absentUntil),
    leadDays: t('systems:workingDays', { count: entry.leadDays }),
    after: entry.after.join('; '),
    backupDays: entry.backupDays === null ? '' : t('systems:days', { count: entry.backupDays }),
    activeFrom: day(entry.activeFrom),
    activeUntil: day(entry.activeUntil),
    instructions: RIGHTS.filter((right) => entry.instructions[right])
      .map((right) => `${t(`requests:right.${right}`)}: ${entry.instructions[right]}`)
      .join('\n'),
  };
}

/** `Applicants: identity, birth date` is short for what stands before the colon. */
export function nameOf(
  { language }: Pick<FrameBase, 'language'>,
  { names }: { names: CategoryNames },
  category: string,
): string {
  const title = wordedOf(categoryTitle(category, names.own, names.packs), language);
  return title.split(/\s*:\s/)[0] ?? title;
}

/** `nameOf` for a page that names the same few categories hundreds of times: each is looked up once. */
export function namesOnce(
  base: Pick<FrameBase, 'language'>,
  given: { names: CategoryNames },
): (category: string) => string {
  const known = new Map<string, string>();
  return (category) => {
    const name = known.get(category) ?? nameOf(base, given, category);
    known.set(category, name);
    return name;
  };
}

/** What a change made another, field by field: from what to what. */
export function changeWords(
  base: FrameBase,
  given: { names: CategoryNames },
  { was, is }: { was: SystemEntry; is: SystemEntry },
): string[] {
  const { t } = base;
  const [before, after] = [entryWords(base, was, given), entryWords(base, is, given)];
  const nothing = t('systems:nothing');
  return Object.keys(after)
    .filter((field) => before[field] !== after[field])
    .map((field) =>
      t('systems:changed', {
        field: t(`systems:label.${field}`),
        was: before[field] || nothing,
        is: after[field] || nothing,
      }),
    );
}
