import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Behalf } from '../../models/draft/answers.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { type QuestionPage, questionPage } from './question.ts';

type BehalfPageInput = { given: Behalf; faults: RuleViolation[]; from: string };

/** The page that asks who the request is for, with the fields for somebody else. */
type BehalfPage = QuestionPage & { whom: object; other: { legend: string; fields: object[] } };

/** How the organisation may know them; the details are not the writer's. */
function identifiersOf({ t }: FrameBase, given: Behalf, errors: Record<string, string>): object[] {
  const field = (name: 'otherEmail' | 'otherAddress' | 'otherNumber', more: object) => ({
    partial: 'field',
    name,
    label: t(`intake:behalf.${name}`),
    hint: t(`intake:behalf.${name}Hint`),
    value: given[name],
    error: errors[name],
    optional: true,
    autocomplete: 'off',
    ...more,
  });
  return [
    field('otherEmail', { type: 'email', spellcheck: false }),
    field('otherAddress', { partial: 'textarea', rows: 3 }),
    field('otherNumber', { width: 'medium', spellcheck: false }),
  ];
}

/** Asks first who the request is for. */
export function behalfPage(base: FrameBase, { given, faults, from }: BehalfPageInput): BehalfPage {
  const { t } = base;
  const page = questionPage(base, { question: 'behalf', faults, from, titleInField: true, fields: () => [] });
  const { errors } = page;
  return {
    ...page,
    whom: {
      type: 'radio',
      name: 'behalf',
      heading: true,
      legend: t('intake:behalf.title'),
      error: errors.behalf,
      values: [given.for],
      options: [
        { value: 'self', text: t('intake:behalf.self') },
        { value: 'other', text: t('intake:behalf.other'), hint: t('intake:behalf.otherHint') },
      ],
    },
    other: {
      legend: t('intake:behalf.otherLegend'),
      fields: [
        {
          partial: 'field',
          name: 'otherName',
          label: t('intake:behalf.otherName'),
          value: given.otherName,
          error: errors.otherName,
          autocomplete: 'off',
        },
        ...identifiersOf(base, given, errors),
        {
          partial: 'field',
          name: 'relation',
          label: t('intake:behalf.relation'),
          hint: t('intake:behalf.relationHint'),
          value: given.relation,
          error: errors.relation,
          autocomplete: 'off',
        },
        {
          partial: 'textarea',
          name: 'authority',
          label: t('intake:behalf.authority'),
          hint: t('intake:behalf.authorityHint'),
          value: given.authority,
          error: errors.authority,
          optional: true,
          rows: 3,
        },
      ],
    },
  };
}
