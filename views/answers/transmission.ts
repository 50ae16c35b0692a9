import type { Right } from '../../domain/rights.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { errorsOf } from '../faults.ts';
import { at } from '../intake/address.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { aboutOf } from '../status/about.ts';

type WishPage = {
  frame: Frame;
  back: string;
  about: string;
  errors: Record<string, string>;
  form: object;
};

type WishPageInput = {
  request: { reference: string; right: Right };
  token: string;
  organisation: string;
  written: { provider: string; email: string };
  faults: RuleViolation[];
};

/** The wish that the data go to another provider directly (Art. 20(2) GDPR). View: `answers/transmission`. */
export function transmissionPage(
  base: FrameBase,
  { request, token, organisation, written, faults }: WishPageInput,
): WishPage {
  const { t } = base;
  const errors = errorsOf(t, faults);
  const back = at(base, `/answers/${encodeURIComponent(token)}`);
  const field = (name: 'provider' | 'email', more: object) => ({
    partial: 'field',
    name,
    label: t(`answers:transmission.form.${name}`),
    hint: t(`answers:transmission.form.${name}Hint`),
    value: written[name],
    error: errors[name],
    ...more,
  });
  return {
    frame: {
      ...base,
      title: t('answers:transmission.form.title'),
      faulty: faults.length > 0,
      indexed: false,
    },
    back,
    about: aboutOf(base, request),
    errors,
    form: {
      action: `${back}/transmission`,
      fields: [
        field('provider', {}),
        field('email', { type: 'email' }),
        {
          partial: 'choices',
          name: 'consents',
          type: 'checkbox',
          legend: t('answers:transmission.form.wish'),
          options: [{ value: 'yes', text: t('answers:transmission.form.consents', { organisation }) }],
          values: [],
          error: errors.consents,
        },
      ],
      button: {
        text: t('answers:transmission.form.button'),
        links: [{ href: back, text: t('answers:transmission.form.back') }],
      },
    },
  };
}
