import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

type LogInPage = { frame: Frame; errors: Record<string, string>; form: object };

/** The log-in page. A wrong email and a wrong password look the same. */
export function logInPage(
  base: FrameBase,
  given: { email: string; to: string; fault?: RuleViolation },
): LogInPage {
  const { t } = base;
  const errors = given.fault ? errorsOf(t, [given.fault]) : {};
  return {
    frame: { ...base, title: t('sessions:logIn'), faulty: Boolean(given.fault), indexed: false },
    errors,
    form: {
      action: '/sessions',
      fields: [
        { partial: 'hidden', name: 'to', value: given.to },
        {
          partial: 'field',
          name: 'email',
          type: 'email',
          label: t('sessions:email'),
          value: given.email,
          autocomplete: 'username',
          spellcheck: false,
        },
        {
          partial: 'field',
          name: 'password',
          type: 'password',
          label: t('sessions:currentPassword'),
          autocomplete: 'current-password',
        },
      ],
      button: { text: t('sessions:logIn') },
    },
  };
}
