import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { at } from './address.ts';

/** A page with one question. `heading` is left out where the legend of the only field is the page's title. */
export type QuestionPage = {
  frame: Frame;
  back: string;
  progress: string;
  heading?: string;
  lead?: string;
  errors: Record<string, string>;
  form: object;
};

/** The questions that are counted, in their order; the check page is none. */
const COUNTED = ['rights', 'who', 'behalf', 'about', 'files'] as const;
export type Counted = (typeof COUNTED)[number];

export type QuestionInput = {
  question: Counted;
  faults: readonly RuleViolation[];
  /** `check` when the person came from the check page and goes back there. */
  from: string;
  fields: (errors: Record<string, string>) => object[];
  /** The legend of the first field is the title. */
  titleInField?: true;
};

/** The page of a question. Views: `intake/question`, or one of its own. */
export function questionPage(base: FrameBase, input: QuestionInput): QuestionPage {
  const { question, faults, from } = input;
  const { t } = base;
  const errors = errorsOf(t, faults);
  const title = t(`intake:${question}.title`);
  return {
    frame: { ...base, title, faulty: faults.length > 0, indexed: false },
    back: backFrom(base, question, from),
    progress: progressOf(base, question),
    heading: input.titleInField ? undefined : title,
    errors,
    form: {
      action: at(base, question === 'rights' ? '/ask' : `/ask/${question}`),
      fields: [...input.fields(errors), ...(from ? [{ partial: 'hidden', name: 'from', value: from }] : [])],
      button: { text: t(from ? 'intake:saveAndCheck' : 'intake:continue') },
    },
  };
}

/** "Question 2 of 5". */
export const progressOf = ({ t }: FrameBase, question: Counted): string =>
  t('intake:progress', { number: COUNTED.indexOf(question) + 1, of: COUNTED.length });

/** The page before: the former question, the first page, or the check page where the person came from. */
export function backFrom(base: FrameBase, question: Counted, from: string): string {
  if (from) return at(base, '/ask/check');
  const before = COUNTED[COUNTED.indexOf(question) - 1];
  if (!before) return base.home ?? '/';
  return at(base, before === 'rights' ? '/ask' : `/ask/${before}`);
}
