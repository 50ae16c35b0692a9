import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { errorsOf } from '../faults.ts';
import { at } from '../intake/address.ts';
import type { FrameBase } from '../layouts/frame.ts';
import type { CodePage } from './code.ts';

/** Asks for the reference and the code printed on our letter, for a person without a mailbox. View: `status/code`. */
export function letterCodePage(
  base: FrameBase,
  { reference, code }: { reference: string; code: string },
  fault?: RuleViolation,
): CodePage {
  const { t } = base;
  const errors = errorsOf(t, fault ? [fault] : []);
  const field = (name: string, value: string, more: object = {}) => ({
    partial: 'field',
    name,
    label: t(`status:letterCode.${name}`),
    hint: t(`status:letterCode.${name}Hint`),
    value,
    error: errors[name],
    width: 'medium',
    autocomplete: 'off',
    spellcheck: false,
    ...more,
  });
  return {
    frame: { ...base, title: t('status:letterCode.title'), faulty: Boolean(fault), indexed: false },
    lead: t('status:letterCode.lead'),
    next: t('status:letterCode.next'),
    errors,
    form: {
      action: at(base, '/status/letter'),
      fields: [field('reference', reference), field('code', code)],
      button: {
        text: t('status:code.button'),
        links: [{ href: at(base, '/status'), text: t('status:letterCode.byMail') }],
      },
    },
  };
}
