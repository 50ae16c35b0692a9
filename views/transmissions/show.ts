import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { type Contact, contactOfOthers, type Reachable } from '../contact.ts';
import { longMoment } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import { at } from '../intake/address.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { masked } from '../masked.ts';
import { codeForm } from '../status/code.ts';

type ToProvider = {
  token: string;
  organisation: Reachable;
  data: { email: string };
  transmission: { expiresAt: Date | null };
  request: { zone: string; personName: string | null };
};
type ProviderLockedPage = { frame: Frame; about: string; lead: string; until: string; form: object };
type ProviderPage = { frame: Frame; lead: string; package: string; until: string; contact: Contact };
type ProviderOverPage = {
  frame: Frame;
  about: string;
  lead: string;
  next: string;
  form?: object;
  contact: Contact;
};

/** Around a page for a provider: below it stand why it gets this and whom to ask, not what a person may ask. */
const providersFrame = (base: FrameBase, { name, replyAddress }: Reachable, title: string): Frame => ({
  ...base,
  title,
  indexed: false,
  outsider: base.t('answers:transmission.footer', { ask: replyAddress || name }),
});

const hereOf = (base: FrameBase, token: string): string =>
  at(base, `/transmissions/${encodeURIComponent(token)}`);

const untilWords = ({ t, language }: FrameBase, { transmission, request }: ToProvider): string =>
  t('answers:transmission.until', {
    day: transmission.expiresAt ? longMoment(transmission.expiresAt, language, request.zone) : '',
  });

/** The page of a provider's link: a button that sends the code. It names nobody. View: `answers/locked`. */
export function providerLockedPage(base: FrameBase, given: ToProvider): ProviderLockedPage {
  const { t } = base;
  return {
    frame: providersFrame(base, given.organisation, t('answers:transmission.title')),
    about: t('answers:transmission.about', { organisation: given.organisation.name }),
    lead: t('answers:transmission.locked', { email: masked(given.data.email) }),
    until: untilWords(base, given),
    form: { action: hereOf(base, given.token), button: { text: t('answers:locked.button') } },
  };
}

/** Asks the provider for the code that was sent. View: `answers/code`. */
export function providerCodePage(
  base: FrameBase,
  { token, organisation, fault }: { token: string; organisation: Reachable; fault?: RuleViolation },
): { frame: Frame; lead: string; errors: Record<string, string>; form: object } {
  const { t } = base;
  const errors = errorsOf(t, fault ? [fault] : []);
  const here = hereOf(base, token);
  const links = [{ href: here, text: t('answers:code.again') }];
  const button = { text: t('answers:transmission.open'), links };
  return {
    frame: {
      ...providersFrame(base, organisation, t('answers:code.title')),
      faulty: Boolean(fault),
    },
    lead: t('answers:code.lead'),
    errors,
    form: codeForm(base, `${here}/code`, errors, button),
  };
}

/** What the provider gets, at whose wish, and from whom. View: `transmissions/show`. */
export function providerPage(base: FrameBase, given: ToProvider): ProviderPage {
  const { t } = base;
  const { organisation, request, token } = given;
  return {
    frame: providersFrame(base, organisation, t('answers:transmission.title')),
    lead: t('answers:transmission.lead', {
      name: request.personName ?? '',
      organisation: organisation.name,
    }),
    package: `${hereOf(base, token)}/package`,
    until: untilWords(base, given),
    contact: contactOfOthers(base, organisation),
  };
}

type OverGiven = {
  token: string;
  organisation: Reachable;
  /** Whether it may ask for another link, and when it did. */
  again?: { may: boolean; asked: Date | null };
};

/** The link opens nothing any more; one whose days are over can be asked for again. View: `answers/expired`. */
export function providerOverPage(
  base: FrameBase,
  { token, organisation, again }: OverGiven,
): ProviderOverPage {
  const { t } = base;
  const next = again?.asked ? 'asked' : again?.may ? 'again' : 'next';
  return {
    frame: providersFrame(base, organisation, t('answers:transmission.over.title')),
    about: t('answers:transmission.about', { organisation: organisation.name }),
    lead: t('answers:transmission.over.lead'),
    next: t(`answers:transmission.over.${next}`),
    form: again?.may
      ? { action: `${hereOf(base, token)}/again`, button: { text: t('answers:transmission.over.button') } }
      : undefined,
    contact: contactOfOthers(base, organisation),
  };
}
