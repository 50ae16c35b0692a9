import type { Right } from '../../domain/rights.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { type QuestionPage, questionPage } from './question.ts';

type RightsPageInput = {
  given: Right[];
  faults: RuleViolation[];
  from: string;
  gone?: 'unsent' | 'perhapsSent';
};

/** Question 1: what the person wants to be done. One right or several. */
export function rightsPage(base: FrameBase, shown: RightsPageInput, offered: readonly Right[]): QuestionPage {
  const { given, faults, from } = shown;
  const { t } = base;
  const page = questionPage(base, {
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
  return { ...page, said: saidAbove(base, shown, offered) };
}

/** The notice above: the content is gone, or the policy that follows from the answers lacks some chosen rights. */
function saidAbove(
  { t }: FrameBase,
  { given, gone }: RightsPageInput,
  offered: readonly Right[],
): object | undefined {
  const lost = given.filter((right) => !offered.includes(right));
  const rights = lost.map((right) => t(`rights:${right}.name`)).join('; ');
  if (lost.length > 0)
    return { kind: 'warning', title: t('intake:lost.title'), text: t('intake:lost.text', { rights }) };
  if (!gone || given.length > 0) return undefined;
  return { kind: 'warning', title: t('intake:gone.title'), text: t(`intake:gone.${gone}`) };
}
