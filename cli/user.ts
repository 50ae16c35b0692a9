import { parseArgs } from 'node:util';
import { ROLES, type Role } from '../domain/permissions.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { byCommand } from '../models/desk.ts';
import { defaultOrganisation, organisationBySlug } from '../models/organisation/find.ts';
import { invitationLink } from '../models/user/invite.ts';
import { passwordResetLink } from '../models/user/setPassword.ts';
import { type CommandResult, done, WrongUsage } from './result.ts';
import { usageOf } from './usage.ts';
import { withDesk } from './withDesk.ts';

const USAGE = usageOf('user');

/** `user create` and `user reset`: each prints a one-time link. */
export async function userCommand([verb, ...args]: string[]): Promise<CommandResult> {
  const { email, role, organisation, json } = parseArgs({
    args,
    options: {
      email: { type: 'string' },
      role: { type: 'string' },
      organisation: { type: 'string' },
      json: { type: 'boolean' },
    },
  }).values;
  if (!email) throw new WrongUsage(USAGE);
  if (verb === 'reset') return reset(email, json);
  const known = ROLES.find((one) => one === role);
  if (verb !== 'create' || !known) throw new WrongUsage(USAGE);
  return create(email, known, organisation, json);
}

async function create(email: string, role: Role, slug?: string, json?: boolean): Promise<CommandResult> {
  return withDesk(async (desk) => {
    const organisation = slug ? await organisationBySlug(slug) : await defaultOrganisation();
    if (!organisation) throw new RuleViolation('organisation-unknown', { slug });
    const { user, link } = await invitationLink(desk, byCommand(organisation.id), { email, role });
    const says = ['Open this link once to accept the invitation:', link];
    return done(json, { email: user.email, role, organisation: organisation.slug, link }, says);
  });
}

async function reset(email: string, json?: boolean): Promise<CommandResult> {
  return withDesk(async (desk) => {
    const link = await passwordResetLink(desk, email);
    return done(json, { email, link }, ['Open this link once to set a new password:', link]);
  });
}
