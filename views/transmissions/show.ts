import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { type Contact, contactOfOthers, type Reachable } from '../contact.ts';
import { longMoment } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import { at } from '../intake/address.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
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
type ProviderOverPage = { frame: Frame; about: string; lead: string; next: string; contact: Contact };

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
    frame: { ...base, title: t('answers:transmission.title'), indexed: false },
    about: t('answers:transmission.about', { organisation: given.organisation.name }),
    lead: t('answers:transmission.locked', { email: given.data.email.replace(/^(.)[^@]*/u, '$1…') }),
    until: untilWords(base, given),
    form: { action: hereOf(base, given.token), button: { text: t('answers:locked.button') } },
  };
}

/** Asks the provider for the code that was sent. View: `answers/code`. */
export function providerCodePage(
  base: FrameBase,
  { token, fault }: { token: string; fault?: RuleViolation },
): { frame: Frame; lead: string; errors: Record<string, string>; form: object } {
  const { t } = base;
  const errors = errorsOf(t, fault ? [fault] : []);
  const here = hereOf(base, token);
  const links = [{ href: here, text: t('answers:code.again') }];
  const button = { text: t('answers:transmission.open'), links };
  return {
    frame: { ...base, title: t('answers:code.title'), faulty: Boolean(fault), indexed: false },
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
    frame: { ...base, title: t('answers:transmission.title'), indexed: false },
    lead: t('answers:transmission.lead', {
      name: request.personName ?? '',
      organisation: organisation.name,
    }),
    package: `${hereOf(base, token)}/package`,
    until: untilWords(base, given),
    contact: contactOfOthers(base, organisation),
  };
}

/** The link opens nothing any more. View: `answers/expired`. */
export function providerOverPage(base: FrameBase, organisation: Reachable): ProviderOverPage {
  const { t } = base;
  return {
    frame: { ...base, title: t('answers:transmission.over.title'), indexed: false },
    about: t('answers:transmission.about', { organisation: organisation.name }),
    lead: t('answers:transmission.over.lead'),
    next: t('answers:transmission.over.next'),
    contact: contactOfOthers(base, organisation),
  };
}
