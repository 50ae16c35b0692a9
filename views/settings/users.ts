import { ROLES } from '../../domain/permissions.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Member } from '../../models/user/members.ts';
import { errorsOf } from '../faults.ts';
import type { T } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

type Given = {
  members: Member[];
  self: number;
  form?: { email: string; name: string; role: string };
  fault?: RuleViolation;
};
export type UsersPage = { frame: Frame; errors: Record<string, string>; members: object[]; form: object };

/** The people of an organisation: their roles, and the form that invites one more. */
export function usersPage(base: FrameBase, { members, self, form, fault }: Given): UsersPage {
  const { t } = base;
  const errors = fault ? errorsOf(t, [fault]) : {};
  return {
    frame: { ...base, title: t('settings:users.title'), faulty: Boolean(fault) },
    errors,
    members: members.map((member) => memberOf(member, member.id === self, t)),
    form: {
      action: '/settings/organisation/users',
      fields: [
        {
          partial: 'field',
          name: 'email',
          type: 'email',
          label: t('settings:users.email'),
          value: form?.email,
          error: errors.email,
          spellcheck: false,
        },
        {
          partial: 'field',
          name: 'name',
          label: t('settings:users.name'),
          value: form?.name,
          error: errors.name,
          optional: true,
        },
        {
          partial: 'choices',
          name: 'role',
          legend: t('settings:users.role'),
          options: roleOptions(t, true),
          values: [form?.role ?? 'handler'],
          error: errors.role,
        },
      ],
      button: { text: t('settings:users.invite') },
    },
  };
}

function memberOf(member: Member, isSelf: boolean, t: T): object {
  const state = member.hasPassword ? undefined : t('settings:users.waiting');
  const place = `/settings/organisation/users/${member.id}`;
  return {
    name: member.name,
    rows: [
      { key: t('settings:users.email'), value: member.email },
      { key: t('settings:users.role'), value: t(`frame:role.${member.role}`) },
      ...(state ? [{ key: t('settings:users.state'), value: state }] : []),
    ],
    verbs: isSelf
      ? []
      : [
          {
            id: `role-${member.id}`,
            title: t('settings:users.changeRole'),
            form: {
              action: `${place}/role`,
              fields: [
                {
                  partial: 'select',
                  name: 'role',
                  id: `role-of-${member.id}`,
                  label: t('settings:users.role'),
                  options: roleOptions(t),
                  value: member.role,
                },
              ],
              button: { text: t('settings:users.changeRole') },
            },
          },
          {
            id: `removal-${member.id}`,
            title: t('settings:users.remove'),
            hint: t('settings:users.removeHint'),
            form: { action: `${place}/removal`, button: { text: t('settings:users.remove'), kind: 'grave' } },
          },
        ],
  };
}

const roleOptions = (t: T, explained = false) =>
  ROLES.map((role) => ({
    value: role,
    text: t(`frame:role.${role}`),
    hint: explained ? t(`settings:roleHint.${role}`) : undefined,
  }));

export type InvitedPage = { frame: Frame; email: string; link?: string };

/** Shown once after an invitation: the link to hand over. */
export function invitedPage(base: FrameBase, given: { email: string; link?: string }): InvitedPage {
  return { frame: { ...base, title: base.t('settings:invited.title') }, ...given };
}
