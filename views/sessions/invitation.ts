import type { PasswordAsked } from '../../domain/invitation.ts';
import type { Role } from '../../domain/permissions.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { errorsOf } from '../faults.ts';
import type { T } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

type InvitationPageInput = {
  action: string;
  organisation: string;
  role: Role;
  email: string;
  asked: PasswordAsked;
  name: string;
  faults?: RuleViolation[];
};
type InvitationPage = {
  frame: Frame;
  lead: string;
  why?: string;
  errors: Record<string, string>;
  form: object;
};

/** The page of an invitation: who invites to what, and one button. It asks for a password if the account has no trusted one. */
export function invitationPage(base: FrameBase, given: InvitationPageInput): InvitationPage {
  const { t } = base;
  const { action, organisation, email, asked, faults = [] } = given;
  const errors = errorsOf(t, faults);
  const role = t(`frame:role.${given.role}`);
  return {
    frame: {
      ...base,
      title: t('sessions:invitation.title', { organisation }),
      faulty: faults.length > 0,
      indexed: false,
    },
    lead: t('sessions:invitation.lead', { organisation, email, role }),
    why: asked === 'current-password' ? t('sessions:invitation.whyCurrent') : undefined,
    errors,
    form: {
      action,
      fields: FIELDS[asked](t, given.name, errors),
      button: { text: t(`sessions:invitation.button.${asked}`) },
    },
  };
}

const FIELDS: Record<PasswordAsked, (t: T, name: string, errors: Record<string, string>) => object[]> = {
  nothing: () => [],
  'current-password': (t, _, errors) => [
    { ...passwordField('current-password', errors), label: t('sessions:currentPassword') },
  ],
  'new-password': (t, name, errors) => [
    nameField(t, name, errors),
    {
      ...passwordField('new-password', errors),
      label: t('sessions:newPassword'),
      hint: t('sessions:passwordHint'),
    },
  ],
};

const passwordField = (autocomplete: string, errors: Record<string, string>) => ({
  partial: 'field',
  name: 'password',
  type: 'password',
  error: errors.password,
  autocomplete,
});

/** The name that a person chooses for themselves. */
export const nameField = (t: T, value: string, errors: Record<string, string>) => ({
  partial: 'field',
  name: 'name',
  label: t('sessions:name'),
  hint: t('sessions:nameHint'),
  value,
  error: errors.name,
  autocomplete: 'name',
});

type AcceptedPage = { frame: Frame; text: string };

/** Accepted by the link alone: the person now logs in as usual. */
export function acceptedPage(base: FrameBase, organisation: string): AcceptedPage {
  const { t } = base;
  return {
    frame: { ...base, title: t('sessions:accepted.title', { organisation }), indexed: false },
    text: t('sessions:accepted.text'),
  };
}
