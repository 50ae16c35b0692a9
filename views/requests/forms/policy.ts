import { COUNTRIES } from '../../../domain/countries.ts';
import type { Deadline } from '../../../domain/deadlines/deadline.ts';
import type { Difference } from '../../../domain/deadlines/difference.ts';
import { categoryIds } from '../../../domain/policies/categories.ts';
import { criteriaNamed } from '../../../domain/policies/choice.ts';
import { CRITERIA, type Criterion } from '../../../domain/policies/situation.ts';
import type { RequestPage } from '../../../models/subjectRequest/requestPage.ts';
import { countryOptions } from '../../countries.ts';
import { policyName } from '../../policies/name.ts';
import { policyOptions } from '../../settings/options.ts';
import { answerName } from '../../situation.ts';
import { wordedOf } from '../words.ts';
import { ask, type FormContext, type FormField } from './context.ts';
import { differencesTable } from './corrections.ts';

type Preview = {
  differences: Difference[];
  kept: Deadline[];
  policyId: string;
  policyVersion: string;
  seen: string;
  /** Whether the policy covers the request's right. */
  hasRight: boolean;
};

/** The form that corrects the policy of a request; once filled in, with the effect on its dates. */
export function changePolicyFields(context: FormContext): FormField[] {
  const { t, language, page, values, isPreview, broken } = context;
  const { request, choice } = page;
  const asked = CRITERIA.filter(
    (criterion) => request[criterion] || criteriaNamed(choice.policies).includes(criterion),
  );
  const chosen = values.policy ?? request.chosenPolicy ?? '';
  const byList = { value: '', text: t('verbs:change-policy.byList') };
  const packs = choice.names.packs;
  const options = policyOptions([...packs], chosen || packs[0]?.id || '', language, t);
  return [
    ...asked.map((criterion) => criterionField(context, criterion)),
    ask(context, 'select', 'policy', {
      label: t('verbs:change-policy.policy'),
      options: [byList, ...options],
      value: chosen,
      width: 'full',
    }),
    ask(context, 'textarea', 'reason', { rows: 2, hint: t('verbs:change-policy.reasonHint') }),
    ...(isPreview && broken ? preview(context, broken as Preview) : []),
  ];
}

function criterionField(context: FormContext, criterion: Criterion): FormField {
  const { t, language, page } = context;
  const { request, choice } = page;
  const label = t(`situation:label.${criterion}`);
  const value = request[criterion] ?? '';
  const unknown = { value: '', text: t('verbs:change-policy.unknown') };
  if (criterion === 'customer') return ask(context, 'field', criterion, { label, value, optional: true });
  if (criterion === 'residence')
    return ask(context, 'select', criterion, {
      label,
      value,
      options: [unknown, ...countryOptions(COUNTRIES, language)],
    });
  const options = categoriesOffered(page).map((id) => ({
    value: id,
    text: answerName('category', id, language, choice.names),
  }));
  return ask(context, 'select', criterion, { label, value, options: [unknown, ...options], width: 'full' });
}

/** The kinds of data in the list, the organisation's own, those of the request's policy, and the present one. */
function categoriesOffered({ request, policy, choice }: RequestPage): string[] {
  const listed = choice.policies.flatMap(({ appliesTo }) => appliesTo.category ?? []);
  const now = request.category ? [request.category] : [];
  return [...new Set([...listed, ...now, ...categoryIds(choice.names.own, [policy])])];
}

/** The effect, and the box that confirms it. */
function preview(context: FormContext, given: Preview): FormField[] {
  const { differences, kept, policyId, policyVersion, seen, hasRight } = given;
  const { t, language, page } = context;
  const policy = policyName(`${policyId}@${policyVersion}`, page.choice.names.packs, context);
  const stays = kept.map(({ title }) => wordedOf(title, language));
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(stays);
  return [
    {
      partial: 'notice',
      kind: hasRight ? 'info' : 'warning',
      title: t('verbs:change-policy.then', { policy }),
      text: [
        ...(hasRight ? [] : [t('verbs:change-policy.rightless')]),
        t(differences.length > 0 ? 'verbs:change-policy.moves' : 'verbs:change-policy.none'),
        ...(kept.length > 0 ? [t('verbs:change-policy.kept', { promises: list })] : []),
      ].join(' '),
    },
    ...differencesTable(context, differences),
    { partial: 'hidden', name: 'shown', value: seen },
    ask({ ...context, values: {} }, 'choices', 'confirmed', {
      type: 'checkbox',
      label: t('verbs:change-policy.confirmed'),
      options: [{ value: 'yes', text: t('verbs:change-policy.confirm') }],
    }),
  ];
}
