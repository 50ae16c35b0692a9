import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Answers, Who } from '../../models/draft/answers.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { type QuestionPage, questionPage } from './question.ts';

type WhoPageInput = { given: Who; answers: Answers; faults: RuleViolation[]; from: string };

/**
 * Who makes the request, and where the answer goes. A representative is not asked for a customer number here: that is
 * the client's.
 */
export function whoPage(base: FrameBase, { given, answers, faults, from }: WhoPageInput): QuestionPage {
  const { t } = base;
  const client = answers.behalf?.for === 'other' ? answers.behalf : undefined;
  const words = (field: string) => ({
    name: field,
    label: t(`intake:who.${field}`),
    hint: t(`intake:who.${field}Hint`),
  });
  const page = questionPage(base, {
    question: 'who',
    faults,
    from,
    fields: (errors) => [
      { partial: 'field', ...words('name'), value: given.name, error: errors.name, autocomplete: 'name' },
      {
        partial: 'field',
        ...words('email'),
        type: 'email',
        value: given.email,
        error: errors.email,
        autocomplete: 'email',
        spellcheck: false,
      },
      {
        partial: 'choices',
        type: 'checkbox',
        name: 'noEmail',
        legend: t('intake:who.noEmailLegend'),
        values: given.noEmail ? ['yes'] : [],
        options: [{ value: 'yes', text: t('intake:who.noEmail'), hint: t('intake:who.noEmailHint') }],
      },
      {
        partial: 'textarea',
        ...words('postalAddress'),
        value: given.postalAddress,
        error: errors.postalAddress,
        optional: true,
        rows: 4,
      },
      ...(client
        ? []
        : [
            {
              partial: 'field',
              ...words('customerNumber'),
              value: given.customerNumber,
              error: errors.customerNumber,
              optional: true,
              width: 'medium',
              autocomplete: 'off',
              spellcheck: false,
            },
          ]),
    ],
  });
  const lead = client ? t('intake:who.leadFor', { client: client.otherName }) : t('intake:who.lead');
  return { ...page, lead };
}
