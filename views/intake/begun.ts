import { longMoment } from '../dates.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { at, inForm } from './address.ts';

type BegunPage = {
  frame: Frame;
  back: string;
  begun: { at: string; href: string }[];
  anew: string;
  deletion: string;
};

type BegunPageInput = { begun: { form: string; at: Date }[]; fresh: string; zone: string };

/** The forms begun in this browser: continue, start a new one, or delete them. Shows nothing of their content. View: `intake/begun`. */
export function begunPage(base: FrameBase, { begun, fresh, zone }: BegunPageInput): BegunPage {
  const { t, language } = base;
  return {
    frame: { ...base, title: t('intake:begun.title', { count: begun.length }), indexed: false },
    back: base.home ?? '/',
    begun: begun.map(({ form, at: moment }) => ({
      at: t('intake:begun.at', { at: longMoment(moment, language, zone) }),
      href: inForm({ ...base, form }, '/ask/check'),
    })),
    anew: inForm({ ...base, form: fresh }, '/ask'),
    deletion: at(base, '/ask/deletion'),
  };
}
