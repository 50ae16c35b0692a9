import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { nameField } from './invitation.ts';

type AccountPage = { frame: Frame; lead: string; errors: Record<string, string>; form: object };

type AccountPageInput = {
  /** The first account enters its address; an invited one has it already. */
  kind: 'first' | 'password';
  action: string;
  name: string;
  email: string;
  faults?: RuleViolation[];
};

/** The page of a one-time link: makes the first account, or sets a password. */
export function accountPage(
  base: FrameBase,
  { kind, action, name, email, faults = [] }: AccountPageInput,
): AccountPage {
  const { t } = base;
  const errors = errorsOf(t, faults);
  const address = {
    partial: 'field',
    name: 'email',
    type: 'email',
    label: t('sessions:email'),
    value: email,
    error: errors.email,
    autocomplete: 'username',
    spellcheck: false,
  };
  return {
    frame: { ...base, title: t(`sessions:${kind}.title`), faulty: faults.length > 0, indexed: false },
    lead: t(`sessions:${kind}.lead`, { email }),
    errors,
    form: {
      action,
      fields: [
        nameField(t, name, errors),
        ...(kind === 'first' ? [address] : []),
        {
          partial: 'field',
          name: 'password',
          type: 'password',
          label: t('sessions:newPassword'),
          hint: t('sessions:passwordHint'),
          error: errors.password,
          autocomplete: 'new-password',
        },
      ],
      button: { text: t(`sessions:${kind}.button`) },
    },
  };
}
