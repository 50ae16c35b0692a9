import { ROLES, type Role } from '../../domain/permissions.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Member } from '../../models/user/members.ts';
import { errorsOf } from '../faults.ts';
import type { T } from '../i18n.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';

type UsersPageInput = {
  members: Member[];
  self: number;
  form?: { email: string; name: string; role: string };
  fault?: RuleViolation;
};
type UserRow = { name: string; email: string; role: string; state: string; verbs: object[] };
type UsersPage = {
  frame: Frame;
  errors: Record<string, string>;
  heads: Record<'name' | 'email' | 'role' | 'verbs', string>;
  members: UserRow[];
  form: object;
};

const INVITING = '/settings/organisation/users';

/** The members of an organisation with their roles, and the form that invites one. */
export function usersPage(base: FrameBase, { members, self, form, fault }: UsersPageInput): UsersPage {
  const { t } = base;
  const errors = fault ? errorsOf(t, [fault]) : {};
  return {
    frame: { ...base, title: t('settings:users.title'), faulty: Boolean(fault), typing: TYPING },
    errors,
    heads: {
      name: t('settings:users.name'),
      email: t('settings:users.email'),
      role: t('settings:users.role'),
      verbs: t('settings:users.verbs'),
    },
    members: members.map((member) => memberOf(member, member.id === self, t)),
    form: {
      id: TYPING,
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

function memberOf(member: Member, isSelf: boolean, t: T): UserRow {
  const isWaiting = !member.hasAccepted;
  const place = `${INVITING}/${member.id}`;
  return {
    name: member.name,
    email: member.email,
    role: t(`frame:role.${member.role}`),
    state: isWaiting ? t('settings:users.waiting') : '',
    verbs: isSelf
      ? []
      : [
          ...(isWaiting ? [again(member, t)] : []),
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

/** The form that repeats an invitation. */
const again = ({ id, email, role }: Member, t: T): object => ({
  id: `invitation-${id}`,
  title: t('settings:users.again'),
  hint: t('settings:users.againHint'),
  form: {
    action: INVITING,
    fields: Object.entries({ email, role }).map(([name, value]) => ({ partial: 'hidden', name, value })),
    button: { text: t('settings:users.again') },
  },
});

const roleOptions = (t: T, explained = false) =>
  ROLES.map((role) => ({
    value: role,
    text: t(`frame:role.${role}`),
    hint: explained ? t(`settings:roleHint.${role}`) : undefined,
  }));

type InvitedPage = { frame: Frame; text: string; way: string; letter?: string };
type Invited = {
  email: string;
  role: Role;
  letter: { id: number };
  mayRead: boolean;
  mailConfigured: boolean;
};

/**
 * After an invitation: where its link was sent. This page never shows the link, since its reader is not the invited
 * person.
 */
export function invitedPage(base: FrameBase, invited: Invited): InvitedPage {
  const { t } = base;
  const { email, role, letter, mayRead, mailConfigured } = invited;
  const way = mailConfigured ? 'mail' : mayRead ? 'outbox' : 'othersOutbox';
  return {
    frame: { ...base, title: t('settings:invited.title') },
    text: t('settings:invited.text', { email, role: t(`frame:role.${role}`) }),
    way: t(`settings:invited.${way}`, { email }),
    letter: mayRead ? `/settings/outbox/${letter.id}` : undefined,
  };
}
