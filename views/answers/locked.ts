import type { Right } from '../../domain/rights.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { longMoment } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import { at } from '../intake/address.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { masked } from '../masked.ts';
import { aboutOf } from '../status/about.ts';
import { codeForm } from '../status/code.ts';

export type LockedAnswer = {
  answer: { expiresAt: Date };
  request: { reference: string; right: Right; zone: string; personEmail: string | null };
};

type LockedPage = { frame: Frame; about: string; lead: string; until: string; form: object };
type AnswerCodePage = { frame: Frame; lead: string; errors: Record<string, string>; form: object };

/** The page of an answer's link: a button that sends the code. View: `answers/locked`. */
export function lockedPage(
  base: FrameBase,
  { answer, request, token }: LockedAnswer & { token: string },
): LockedPage {
  const { t, language } = base;
  return {
    frame: { ...base, title: t('answers:title'), indexed: false },
    about: aboutOf(base, request),
    lead: t('answers:locked.lead', { email: masked(request.personEmail ?? '') }),
    until: t('answers:until', { day: longMoment(answer.expiresAt, language, request.zone) }),
    form: {
      action: at(base, `/answers/${encodeURIComponent(token)}`),
      button: { text: t('answers:locked.button') },
    },
  };
}

/** Asks for the code that was sent. View: `answers/code`. */
export function answerCodePage(
  base: FrameBase,
  { token, fault }: { token: string; fault?: RuleViolation },
): AnswerCodePage {
  const { t } = base;
  const errors = errorsOf(t, fault ? [fault] : []);
  const here = at(base, `/answers/${encodeURIComponent(token)}`);
  const button = { text: t('answers:code.button'), links: [{ href: here, text: t('answers:code.again') }] };
  return {
    frame: { ...base, title: t('answers:code.title'), faulty: Boolean(fault), indexed: false },
    lead: t('answers:code.lead'),
    errors,
    form: codeForm(base, `${here}/code`, errors, button),
  };
}
