import { ROLES, type Role } from '../../domain/permissions.ts';
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

const INVITING = '/settings/organisation/users';

/** The people of an organisation: their roles, and the form that invites one more. */
export function usersPage(base: FrameBase, { members, self, form, fault }: Given): UsersPage {
  const { t } = base;
  const errors = fault ? errorsOf(t, [fault]) : {};
  return {
    frame: { ...base, title: t('settings:users.title'), faulty: Boolean(fault) },
    errors,
    members: members.map((member) => memberOf(member, member.id === self, t)),
    form: {
      action: INVITING,
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
  const isWaiting = !member.hasPassword;
  const place = `${INVITING}/${member.id}`;
  return {
    name: member.name,
    rows: [
      { key: t('settings:users.email'), value: member.email },
      { key: t('settings:users.role'), value: t(`frame:role.${member.role}`) },
      ...(isWaiting ? [{ key: t('settings:users.state'), value: t('settings:users.waiting') }] : []),
    ],
    verbs: isSelf
      ? []
      : [
          ...(isWaiting ? [freshLink(member, t)] : []),
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

/** The same invitation again. */
const freshLink = ({ id, email, role }: Member, t: T): object => ({
  id: `link-${id}`,
  title: t('settings:users.freshLink'),
  hint: t('settings:users.freshLinkHint'),
  form: {
    action: INVITING,
    fields: Object.entries({ email, role }).map(([name, value]) => ({ partial: 'hidden', name, value })),
    button: { text: t('settings:users.freshLink') },
  },
});

const roleOptions = (t: T, explained = false) =>
  ROLES.map((role) => ({
    value: role,
    text: t(`frame:role.${role}`),
    hint: explained ? t(`settings:roleHint.${role}`) : undefined,
  }));

export type InvitedPage = { frame: Frame; text: string; link?: string };
type Invited = { email: string; role: Role; hasPassword: boolean; link?: string };

/** Shown once after an invitation: the link to hand over, or why there is none. */
export function invitedPage(base: FrameBase, { email, role, hasPassword, link }: Invited): InvitedPage {
  const { t } = base;
  const words = { email, role: t(`frame:role.${role}`) };
  const without = hasPassword
    ? t('settings:invited.withPassword', words)
    : t('settings:invited.elsewhere', words);
  return {
    frame: { ...base, title: t('settings:invited.title') },
    text: link ? t('settings:invited.withLink', words) : without,
    link,
  };
}
