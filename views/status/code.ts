import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { errorsOf } from '../faults.ts';
import { at } from '../intake/address.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

export type CodePage = {
  frame: Frame;
  lead: string;
  next: string;
  errors: Record<string, string>;
  form: object;
};

/** Asks for the code for `question`; the page is the same whether or not one was sent. View: `status/code`. */
export function statusCodePage(base: FrameBase, question: string, fault?: RuleViolation): CodePage {
  const { t } = base;
  const errors = errorsOf(t, fault ? [fault] : []);
  const again = { href: at(base, '/status'), text: t('status:code.again') };
  const button = { text: t('status:code.button'), links: [again] };
  const form = codeForm(base, at(base, '/status/code'), errors, button);
  return {
    frame: { ...base, title: t('status:code.title'), faulty: Boolean(fault), indexed: false },
    lead: t('status:code.lead'),
    next: t('status:code.next'),
    errors,
    form: { ...form, fields: [...form.fields, { partial: 'hidden', name: 'question', value: question }] },
  };
}

/** The field for six digits, for every page that asks for a code. */
export function codeForm(
  { t }: FrameBase,
  action: string,
  errors: Record<string, string>,
  button: object,
): { action: string; fields: object[]; button: object } {
  const field = {
    partial: 'field',
    name: 'code',
    label: t('status:code.label'),
    hint: t('status:code.hint'),
    error: errors.code,
    width: 'short',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    spellcheck: false,
  };
  return { action, fields: [field], button };
}
