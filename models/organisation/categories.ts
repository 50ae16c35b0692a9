import { LANGUAGES, type Worded } from '../../domain/languages.ts';
import { isCategoryId, type OwnCategory } from '../../domain/policies/categories.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import type { Organisation } from '../organisation.ts';
import { editSettings } from './edit.ts';
import { policiesOf } from './policies.ts';

const LONGEST = 200;

/** The kinds of data that the organisation has its own names for. */
export const categoriesOf = ({ categories }: Pick<Organisation, 'categories'>): OwnCategory[] =>
  JSON.parse(categories) as OwnCategory[];

/** A kind of data in the organisation's words, by its short name: in English, and optionally in other languages. */
type CategoryFields = { id: string } & Worded;

/** Gives a kind of data the organisation's own name, replacing a former one. */
export const wordCategory = (
  desk: Desk,
  by: By,
  version: number,
  { id, ...names }: CategoryFields,
): Promise<void> =>
  editSettings(desk, by, version, async (organisation) => async () => {
    if (!isCategoryId(id)) throw new RuleViolation('category-id-invalid', {}, 'id');
    if (!names.en) throw new RuleViolation('field-missing', {}, 'en');
    for (const [field, text] of Object.entries(names))
      if (text && text.length > LONGEST) throw new RuleViolation('text-too-long', { most: LONGEST }, field);
    const given = LANGUAGES.filter((language) => names[language]);
    const title = Object.fromEntries(given.map((language) => [language, names[language]])) as Worded;
    const others = categoriesOf(organisation).filter((each) => each.id !== id);
    return { categories: JSON.stringify([...others, { id, title }]) };
  });

/** Removes the organisation's own name of a kind of data, unless a row of its policy list uses it. */
export const removeCategory = (desk: Desk, by: By, version: number, id: string): Promise<void> =>
  editSettings(desk, by, version, async (organisation) => {
    const all = categoriesOf(organisation);
    if (!all.some((each) => each.id === id)) throw new RuleViolation('not-found');
    return async () => {
      const rows = await policiesOf(desk, by);
      if (rows.some(({ appliesTo }) => appliesTo.category === id))
        throw new RuleViolation('category-in-use', {}, 'id');
      return { categories: JSON.stringify(all.filter((each) => each.id !== id)) };
    };
  });
