import {
  PARTICULARS,
  type ParticularQuestion,
  type Particulars,
  particularField,
} from '../../domain/intake/particulars.ts';
import type { Right } from '../../domain/rights.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Answers } from '../../models/draft/answers.ts';
import type { FieldErrors } from '../faults.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { type QuestionPage, questionPage } from './question.ts';

/** The general description, and the answers to the questions of each right. */
type AboutAnswers = { about: string; particulars: Partial<Record<Right, Particulars>> };

type AboutPageInput = { given: AboutAnswers; answers: Answers; faults: RuleViolation[]; from: string };
/** The questions of each right, under its name if there are several, and a box for the rest. */
export function aboutPage(base: FrameBase, { given, answers, faults, from }: AboutPageInput): QuestionPage {
  const { t } = base;
  const { rights = [], behalf } = answers;
  const client = behalf?.for === 'other' ? behalf.otherName : undefined;
  const page = questionPage(base, {
    question: 'about',
    faults,
    from,
    fields: (errors) => {
      const asked = rights.map((right) => fieldsOf(base, right, given.particulars?.[right], errors));
      const grouped = asked.map((fields, nth) => ({
        partial: 'group',
        legend: t(`rights:${rights[nth]}.name`),
        fields,
      }));
      return [...(rights.length > 1 ? grouped : asked.flat()), restField(base, given.about, errors)];
    },
  });
  return { ...page, lead: client ? t('intake:about.leadFor', { client }) : t('intake:about.lead') };
}

const fieldsOf = (base: FrameBase, right: Right, given: Particulars = {}, errors: FieldErrors): object[] =>
  PARTICULARS[right].map((question) =>
    fieldOf(base, { right, question }, given[question.name] ?? '', errors),
  );

type AskedQuestion = { right: Right; question: ParticularQuestion };

function fieldOf(
  { t }: FrameBase,
  { right, question }: AskedQuestion,
  value: string,
  errors: FieldErrors,
): object {
  const name = particularField(right, question);
  const words = `particulars:${right}.${question.name}`;
  const { choices } = question;
  if (!choices)
    return {
      partial: 'textarea',
      name,
      label: t(`${words}.label`),
      hint: t(`${words}.hint`),
      value,
      error: errors[name],
      optional: true,
      rows: 3,
    };
  const options = choices.map((choice) => ({ value: choice, text: t(`${words}.choice.${choice}`) }));
  return {
    partial: 'choices',
    type: 'radio',
    name,
    legend: t(`${words}.label`),
    values: [value],
    options,
    error: errors[name],
    optional: true,
  };
}

const restField = ({ t }: FrameBase, value: string, errors: FieldErrors) => ({
  partial: 'textarea',
  name: 'about',
  label: t('intake:about.label'),
  hint: t('intake:about.hint'),
  value: value ?? '',
  error: errors.about,
  optional: true,
  rows: 6,
});
