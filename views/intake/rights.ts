import type { Right } from '../../domain/rights.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { type QuestionPage, questionPage } from './question.ts';

type Shown = { given: Right[]; faults: RuleViolation[]; from: string };

/** Question 1: what the person wants to be done. One right or several. */
export function rightsPage(base: FrameBase, { given, faults, from }: Shown, offered: Right[]): QuestionPage {
  const { t } = base;
  return questionPage(base, {
    question: 'rights',
    faults,
    from,
    titleInField: true,
    fields: (errors) => [
      {
        partial: 'choices',
        type: 'checkbox',
        name: 'rights',
        heading: true,
        legend: t('intake:rights.title'),
        hint: t('intake:rights.hint'),
        error: errors.rights,
        values: given,
        options: offered.map((right) => ({
          value: right,
          text: t(`rights:${right}.name`),
          hint: t(`rights:${right}.plain`),
        })),
      },
    ],
  });
}
