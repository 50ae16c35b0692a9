import type { Right } from '../../domain/rights.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Answers } from '../../models/draft/answers.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { type QuestionPage, questionPage } from './question.ts';

type Shown = { given: string; answers: Answers; faults: RuleViolation[]; from: string };

/** Question 4: what it is about, in the person's own words or none. */
export function aboutPage(base: FrameBase, { given, answers, faults, from }: Shown): QuestionPage {
  const { t } = base;
  return questionPage(base, {
    question: 'about',
    faults,
    from,
    fields: (errors) => [
      {
        partial: 'textarea',
        name: 'about',
        label: t('intake:about.label'),
        hint: t(hintFor(answers.rights ?? [])),
        value: given,
        error: errors.about,
        optional: true,
        rows: 10,
      },
    ],
  });
}

/** A hint that fits what is asked, where one right is. */
function hintFor(rights: Right[]): string {
  const [only] = rights;
  if (rights.length !== 1) return 'intake:about.hint';
  if (only === 'rectification') return 'intake:about.hintRectification';
  return only === 'access' ? 'intake:about.hintAccess' : 'intake:about.hint';
}
