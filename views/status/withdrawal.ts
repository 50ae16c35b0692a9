import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { RequestStanding } from '../../models/submission/page.ts';
import { errorsOf } from '../faults.ts';
import { at } from '../intake/address.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { aboutOf, clientOf } from './about.ts';

type WithdrawalPage = {
  frame: Frame;
  back: string;
  about: string;
  errors: Record<string, string>;
  form: object;
};

type WithdrawalPageInput = {
  standing: RequestStanding;
  token: string;
  written: string;
  faults: RuleViolation[];
};

/** Asks for confirmation before a request is withdrawn. View: `status/withdrawal`. */
export function withdrawalPage(
  base: FrameBase,
  { standing, token, written, faults }: WithdrawalPageInput,
): WithdrawalPage {
  const { t } = base;
  const { request } = standing;
  const errors = errorsOf(t, faults);
  const back = at(base, `/status/${encodeURIComponent(token)}`);
  return {
    frame: { ...base, title: t('status:withdrawal.title'), faulty: faults.length > 0, indexed: false },
    back,
    about: aboutOf(base, request, clientOf(standing)),
    errors,
    form: {
      action: `${back}/${request.reference}/withdrawal`,
      fields: [
        {
          partial: 'textarea',
          name: 'message',
          label: t('status:withdrawal.reason'),
          hint: t('status:withdrawal.reasonHint'),
          value: written,
          error: errors.message,
          optional: true,
          rows: 4,
        },
      ],
      button: {
        text: t('status:withdrawal.button'),
        kind: 'grave',
        links: [{ href: back, text: t('status:withdrawal.keep') }],
      },
    },
  };
}
