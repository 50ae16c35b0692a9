import { type LetterheadText, WINDOWS } from '../../domain/letters/letterhead.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { errorsOf, type FieldErrors } from '../faults.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';
import { TEMPLATES } from './index.ts';

type LetterheadPageInput = {
  form: LetterheadText & { version: number };
  organisation: string;
  mayChange: boolean;
  faults: readonly RuleViolation[];
};
type LetterheadPage = {
  frame: Frame;
  errors: FieldErrors;
  form?: { fields: object[] } & Record<string, unknown>;
  shows: { value: string; text: string }[];
  /** The picture of the logo in use. */
  logo?: { src: string; alt: string };
};

/** The address of the letterhead. */
export const LETTERHEAD = `${TEMPLATES}/letterhead`;

/** What heads and ends the organisation's letters. */
export function letterheadPage(base: FrameBase, given: LetterheadPageInput): LetterheadPage {
  const { t } = base;
  const { form, organisation, mayChange, faults } = given;
  const errors = errorsOf(t, faults);
  const field = (partial: string, name: 'name' | 'signature' | 'files', more: object) => ({
    partial,
    name,
    label: t(`templates:letterhead.${name}`),
    hint: t(`templates:letterhead.${name}Hint`, { organisation }),
    error: errors[name],
    optional: true,
    ...more,
  });
  const without = {
    partial: 'choices',
    type: 'checkbox',
    name: 'without',
    legend: t('templates:letterhead.present'),
    options: [{ value: 'yes', text: t('templates:letterhead.without') }],
  };
  return {
    frame: {
      ...base,
      title: t('templates:letterhead.title'),
      faulty: faults.length > 0,
      typing: mayChange ? TYPING : undefined,
    },
    errors,
    form: mayChange
      ? {
          id: TYPING,
          action: LETTERHEAD,
          fields: [
            { partial: 'hidden', name: 'version', value: String(form.version) },
            field('field', 'name', { value: form.name }),
            field('textarea', 'signature', { rows: 3, value: form.signature }),
            {
              partial: 'choices',
              name: 'windowAt',
              legend: t('templates:letterhead.windowAt'),
              options: WINDOWS.map((value) => ({ value, text: t(`templates:window.${value}`) })),
              values: [form.windowAt],
            },
            field('file', 'files', { accept: 'image/png' }),
            ...(form.logo ? [without] : []),
          ],
          button: { text: t('settings:save'), links: [{ href: TEMPLATES, text: t('settings:rows.cancel') }] },
        }
      : undefined,
    shows: [{ value: 'pdf', text: t('templates:letterhead.show') }],
    logo: form.logo ? { src: `${LETTERHEAD}/logo`, alt: t('templates:letterhead.present') } : undefined,
  };
}
