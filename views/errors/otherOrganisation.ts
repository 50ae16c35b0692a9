import type { Frame, FrameBase } from '../layouts/frame.ts';

/** The form's organisation; with `again`, the address to which the form can be sent once more. */
type FormToResend = { slug: string; again: string | undefined; token: string; fields: [string, string][] };
type OtherOrganisationPageInput = { name: string; written: string[] } & (
  | { kind: 'elsewhere'; sending: FormToResend }
  | { kind: 'removed' }
  | { kind: 'public'; address: string }
);

type OtherOrganisationPage = {
  frame: Frame;
  sentence: string;
  next: string;
  form?: { action: string; token: string; fields: [string, string][]; button: string };
  link?: { href: string; text: string };
  written: string[];
};

/**
 * A form that belongs to another organisation: which one, how to send it there, and its content. View: `errors/otherOrganisation`.
 */
export function otherOrganisationPage(
  base: FrameBase,
  given: OtherOrganisationPageInput,
): OtherOrganisationPage {
  const { t } = base;
  const names = { name: given.name, here: base.organisationName };
  const page = {
    frame: { ...base, title: t('errors:otherOrganisation.title', names) },
    sentence: t(`errors:otherOrganisation.${given.kind}`, names),
    next: t(`errors:otherOrganisation.${nextOf(given)}`, names),
    written: given.written,
  };
  if (given.kind === 'elsewhere') return { ...page, form: formOf(base, given.name, given.sending) };
  if (given.kind === 'removed') return page;
  return { ...page, link: { href: given.address, text: t('errors:otherOrganisation.open', names) } };
}

function nextOf(given: OtherOrganisationPageInput): string {
  if (given.kind === 'elsewhere') return given.sending.again ? 'sendNext' : 'switchNext';
  return given.kind === 'removed' ? 'copyNext' : 'openNext';
}

function formOf({ t }: FrameBase, name: string, { slug, again, token, fields }: FormToResend) {
  const query = new URLSearchParams(again ? { organisation: slug, again } : { organisation: slug });
  const button = t(`errors:otherOrganisation.${again ? 'send' : 'switch'}`, { name });
  return { action: `/sessions/organisation?${query}`, token, fields, button };
}
