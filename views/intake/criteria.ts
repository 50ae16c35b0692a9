import type { Worded } from '../../domain/policies/policy.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { countryOptions } from '../countries.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { wordedOf } from '../requests/words.ts';
import { type QuestionPage, questionPage } from './question.ts';

/** The form value for "none of these"; stored as an empty answer. */
export const NONE = 'none';

/** The choice: undefined if not made yet, empty for none of the offered answers. */
type CriterionPageInput = { given: string | undefined; faults: readonly RuleViolation[]; from: string };

/** Where the person lives: only countries that decide the policy, and one answer for all others. */
export function residencePage(
  base: FrameBase,
  shown: CriterionPageInput,
  countries: readonly string[],
): QuestionPage {
  return choicePage(base, 'residence', shown, countryOptions(countries, base.language));
}

/** What the request is about: only kinds of data that decide the policy, and one answer for all others. */
export function categoryQuestionPage(
  base: FrameBase,
  shown: CriterionPageInput,
  categories: readonly { id: string; title: Worded }[],
): QuestionPage {
  const options = categories.map(({ id, title }) => ({ value: id, text: wordedOf(title, base.language) }));
  return choicePage(base, 'category', shown, options);
}

/** Whose service it is about, as free text: a list would reveal the organisation's customers. */
export function customerPage(base: FrameBase, { given, faults, from }: CriterionPageInput): QuestionPage {
  const { t, organisationName: organisation } = base;
  const page = questionPage(base, {
    question: 'customer',
    faults,
    from,
    fields: (errors) => [
      {
        partial: 'field',
        name: 'customer',
        label: t('intake:customer.label'),
        hint: t('intake:customer.hint', { organisation }),
        value: given ?? '',
        error: errors.customer,
        optional: true,
        autocomplete: 'off',
      },
    ],
  });
  return { ...page, lead: t('intake:customer.lead', { organisation }) };
}

function choicePage(
  base: FrameBase,
  question: 'residence' | 'category',
  { given, faults, from }: CriterionPageInput,
  options: { value: string; text: string }[],
): QuestionPage {
  const { t } = base;
  return questionPage(base, {
    question,
    faults,
    from,
    titleInField: true,
    fields: (errors) => [
      {
        partial: 'choices',
        name: question,
        heading: true,
        legend: t(`intake:${question}.title`),
        hint: t(`intake:${question}.hint`),
        error: errors[question],
        values: given === undefined ? [] : [given || NONE],
        options: [...options, { value: NONE, text: t(`intake:${question}.none`) }],
      },
    ],
  });
}
