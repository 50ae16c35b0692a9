import { type Contact, contactOf, type Reachable } from '../contact.ts';
import { longMoment } from '../dates.ts';
import { type Language, translator } from '../i18n.ts';
import { at } from '../intake/address.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { aboutOf } from '../status/about.ts';
import type { LockedAnswer } from './locked.ts';

type ExpiredPage = {
  frame: Frame;
  about: string;
  lead: string;
  next: string;
  form?: object;
  contact: Contact;
};

type ExpiredPageInput = LockedAnswer & { token: string; asked: boolean; organisation: Reachable };

/** The answer has expired: a button asks for it again. View: `answers/expired`. */
export function expiredPage(
  base: FrameBase,
  { answer, request, token, asked, organisation }: ExpiredPageInput,
): ExpiredPage {
  const { t, language } = base;
  return {
    frame: { ...base, title: t('answers:expired.title'), indexed: false },
    about: aboutOf(base, request),
    lead: t('answers:expired.lead', { day: longMoment(answer.expiresAt, language, request.zone) }),
    next: t(`answers:expired.${asked ? 'asked' : 'next'}`),
    form: asked
      ? undefined
      : {
          action: at(base, `/answers/${encodeURIComponent(token)}/again`),
          button: { text: t('answers:expired.button') },
        },
    contact: contactOf(base, organisation),
  };
}

/** The message that the button sends to the organisation, in the language of the request. */
export function askingAgain({ answer, request }: LockedAnswer & { request: { language: string } }): string {
  const language = request.language as Language;
  const day = longMoment(answer.expiresAt, language, request.zone);
  return translator(language)('answers:expired.message', { day });
}
