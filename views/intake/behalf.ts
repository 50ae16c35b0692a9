import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Behalf } from '../../models/draft/answers.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { type QuestionPage, questionPage } from './question.ts';

type Shown = { given: Behalf; faults: RuleViolation[]; from: string };

/** Question 3, with the fields that only matter for somebody else. */
export type BehalfPage = QuestionPage & { whom: object; other: { legend: string; fields: object[] } };

/** Question 3: for whom the person asks. */
export function behalfPage(base: FrameBase, { given, faults, from }: Shown): BehalfPage {
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
