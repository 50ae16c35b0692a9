import type { Right } from '../../domain/rights.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { at } from './address.ts';

export type HomePage = {
  frame: Frame;
  rights: { name: string; plain: string }[];
  ask: string;
  status: string;
  steps: string[];
  otherWays: { mail?: string; post?: string };
  authority: string;
};

type Organisation = { name: string; replyAddress: string; postalAddress: string; authority: string };

/** What one may ask of the organisation, and how it goes. View: `intake/home`. */
export function homePage(base: FrameBase, organisation: Organisation, rights: Right[]): HomePage {
  const { t } = base;
  return {
    frame: { ...base, title: t('home:title') },
    rights: rights.map((right) => ({ name: t(`rights:${right}.name`), plain: t(`rights:${right}.plain`) })),
    ask: at(base, '/ask'),
    status: at(base, '/status'),
    steps: ['ask', 'confirm', 'answer'].map((step) => t(`home:step.${step}`)),
    otherWays: {
      mail: organisation.replyAddress || undefined,
      post: organisation.postalAddress || undefined,
    },
    authority: organisation.authority,
  };
}
