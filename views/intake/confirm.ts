import type { Right } from '../../domain/rights.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { at } from './address.ts';

type ConfirmPage = {
  frame: Frame;
  lead: string;
  requests: { reference: string; right: string }[];
  form?: object;
  status?: string;
};

type ConfirmPageInput = {
  state: 'open' | 'confirmed' | 'ended';
  requests: { reference: string; right: Right }[];
  token: string;
  statusToken: string;
};

/** The page of the mailbox link: a button, and after it was pressed the next steps. View: `intake/confirm`. */
export function confirmPage(
  base: FrameBase,
  { state, requests, token, statusToken }: ConfirmPageInput,
): ConfirmPage {
  const { t } = base;
  return {
    frame: { ...base, title: t(`intake:confirm.${state}.title`), indexed: false },
    lead: t(`intake:confirm.${state}.lead`, { count: requests.length }),
    requests: requests.map(({ reference, right }) => ({ reference, right: t(`rights:${right}.name`) })),
    form:
      state === 'open'
        ? {
            action: at(base, `/confirm/${encodeURIComponent(token)}`),
            button: { text: t('intake:confirm.button') },
          }
        : undefined,
    status: state === 'open' ? undefined : at(base, `/status/${statusToken}`),
  };
}
