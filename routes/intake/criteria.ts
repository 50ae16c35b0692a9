import { Router } from 'express';
import { categoryTitle } from '../../domain/policies/categories.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { tooLong } from '../../models/draft/answers.ts';
import type { FormCourse } from '../../models/draft/course.ts';
import { categoriesOf } from '../../models/organisation/categories.ts';
import { categoryQuestionPage, customerPage, NONE, residencePage } from '../../views/intake/criteria.ts';
import type { AppDesk } from '../appDesk.ts';
import { oneLine, text } from '../middleware/text.ts';
import { visitOf } from '../middleware/visit.ts';
import { questionRouter } from './questions.ts';

/** The questions that decide the policy. Each is asked only if its answer matters; otherwise its page redirects. */
export function criteriaRouter(desk: AppDesk): Router {
  const router = Router();
  router.use(
    questionRouter(desk, {
      step: 'residence',
      view: 'intake/question',
      read: (body, { choices }) => chosenIn(body, 'residence', choices),
      faults: (given) => missing(given, 'residence'),
      answer: (residence) => ({ residence }),
      given: ({ residence }) => residence,
      page: (base, shown) => residencePage(base, shown, shown.course.choices.residence),
    }),
    questionRouter(desk, {
      step: 'category',
      view: 'intake/question',
      read: (body, { choices }) => chosenIn(body, 'category', choices),
      faults: (given) => missing(given, 'category'),
      answer: (category) => ({ category }),
      given: ({ category }) => category,
      page: (base, shown, response) => {
        const own = categoriesOf(visitOf(response).organisation);
        const titled = (id: string) => ({ id, title: categoryTitle(id, own, desk.packs) });
        return categoryQuestionPage(base, shown, shown.course.choices.category.map(titled));
      },
    }),
    questionRouter(desk, {
      step: 'customer',
      view: 'intake/question',
      read: (body) => oneLine.parse((body as { customer?: unknown }).customer),
      faults: (given = '') => tooLong('customer', given),
      answer: (customer) => ({ customer }),
      given: ({ customer }) => customer,
      page: customerPage,
    }),
  );
  return router;
}

/** One of the offered answers, empty for none of them; undefined if nothing was chosen. */
function chosenIn(body: unknown, name: 'residence' | 'category', choices: FormCourse['choices']) {
  const given = text.parse((body as Record<string, unknown>)[name]);
  if (given === NONE) return '';
  return choices[name].find((one) => one === given);
}

const missing = (given: string | undefined, field: 'residence' | 'category'): RuleViolation[] =>
  given === undefined ? [new RuleViolation('choice-missing', {}, field)] : [];
