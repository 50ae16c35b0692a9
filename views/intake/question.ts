import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { FormStep } from '../../models/draft/answers.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { at, inForm } from './address.ts';

/** The id of a question's form. */
export const FORM = 'question';

/** A page with one question. `heading` is left out if the legend of the only field is the page's title. */
export type QuestionPage = {
  frame: Frame;
  back: string;
  progress: string;
  heading?: string;
  lead?: string;
  /** A notice above the question: the content is gone, or something must be chosen again. */
  said?: object;
  errors: Record<string, string>;
  form: object;
};

/** A numbered question; the check page is not one. */
export type QuestionStep = Exclude<FormStep, 'check'>;

type QuestionPageInput = {
  question: QuestionStep;
  faults: readonly RuleViolation[];
  /** `check` if the person came from the check page and goes back there. */
  from: string;
  fields: (errors: Record<string, string>) => object[];
  /** The legend of the first field is the title. */
  titleInField?: true;
};

/** The page of a question. Views: `intake/question`, or one of its own. */
export function questionPage(base: FrameBase, input: QuestionPageInput): QuestionPage {
  const { question, faults, from } = input;
  const { t } = base;
  const errors = errorsOf(t, faults);
  const title = t(`intake:${question}.title`);
  return {
    frame: { ...base, title, faulty: faults.length > 0, indexed: false, typing: FORM },
    back: backFrom(base, question, from),
    progress: progressOf(base, question),
    heading: input.titleInField ? undefined : title,
    errors,
    form: {
      id: FORM,
      action: at(base, question === 'rights' ? '/ask' : `/ask/${question}`),
      fields: [...input.fields(errors), ...(from ? [{ partial: 'hidden', name: 'from', value: from }] : [])],
      button: { text: t(from ? 'intake:saveAndCheck' : 'intake:continue') },
    },
  };
}

/** "Question 2 of 5". */
export const progressOf = ({ t, questions = [] }: FrameBase, question: QuestionStep): string =>
  t('intake:progress', { number: questions.indexOf(question) + 1, of: questions.length });

/** The page before: the previous question, the first page, or the check page if the person came from there. */
export function backFrom(base: FrameBase, question: QuestionStep, from: string): string {
  if (from) return inForm(base, '/ask/check');
  const { questions = [] } = base;
  const before = questions[questions.indexOf(question) - 1];
  if (!before) return base.home ?? '/';
  return inForm(base, before === 'rights' ? '/ask' : `/ask/${before}`);
}
