import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { errorsOf } from '../faults.ts';
import { at } from '../intake/address.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

type AskPage = { frame: Frame; letter: string; errors: Record<string, string>; form: object };

/** Asks for the reference and the email of a request. View: `status/ask`. */
export function askPage(
  base: FrameBase,
  { reference, email }: { reference: string; email: string },
  faults: RuleViolation[],
): AskPage {
  const { t } = base;
  const errors = errorsOf(t, faults);
  return {
    frame: { ...base, title: t('status:ask.title'), faulty: faults.length > 0 },
    letter: at(base, '/status/letter'),
    errors,
    form: {
      action: at(base, '/status'),
      fields: [
        {
          partial: 'field',
          name: 'reference',
          label: t('status:ask.reference'),
          hint: t('status:ask.referenceHint'),
          value: reference,
          error: errors.reference,
          width: 'medium',
          autocomplete: 'off',
          spellcheck: false,
        },
        {
          partial: 'field',
          name: 'email',
          type: 'email',
          label: t('status:ask.email'),
          hint: t('status:ask.emailHint'),
          value: email,
          error: errors.email,
          autocomplete: 'email',
          spellcheck: false,
        },
      ],
      button: { text: t('status:ask.button') },
    },
  };
}
