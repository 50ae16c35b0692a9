import { assertMay } from '../../domain/permissions.ts';
import type { RehearsedRole } from '../../domain/rehearsal.ts';
import { standIns } from '../../domain/rehearsal.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { Absence } from '../absence.ts';
import type { By, Desk } from '../desk.ts';
import { userOf } from '../desk.ts';
import { Letterhead } from '../letterhead.ts';
import { LetterTemplate } from '../letterTemplate.ts';
import { isKnownPolicy } from '../organisation/faults.ts';
import { Organisation } from '../organisation.ts';
import { OrganisationPolicy } from '../organisationPolicy.ts';
import { Phrase } from '../phrase.ts';
import { PolicyRecord } from '../policyRecord.ts';
import { System } from '../system.ts';
import { User } from '../user.ts';

/** How somebody wishes to rehearse. `policy`: `id` or `id@version` for all requests; empty for the organisation's own. */
export type RehearsalWishes = { role: RehearsedRole; policy: string; mails: boolean };

/** Rows as JSON holds them. */
type SeedRow = Record<string, unknown>;

/**
 * What a rehearsal takes over from an organisation: its settings, closures, policies, letter templates and register of systems, and the user who rehearses.
 * No request, no letter, no file, no person who asked; no key; no address but that user's.
 */
export type RehearsalSeed = RehearsalWishes & {
  organisation: SeedRow & { id: number; name: string; languages: string; zone: string };
  policies: SeedRow[];
  closures: SeedRow[];
  systems: SeedRow[];
  templates: SeedRow[];
  letterheads: SeedRow[];
  phrases: SeedRow[];
  packs: SeedRow[];
  user: { id: number; email: string; name: string; language: User['language'] };
};

/** Reads what a rehearsal begins with. Throws `policy-unknown` for a policy that the desk does not have. */
export async function rehearsalSeed(desk: Desk, by: By, wishes: RehearsalWishes): Promise<RehearsalSeed> {
  assertMay(by, 'rehearse');
  const { organisationId } = by;
  if (wishes.policy && !isKnownPolicy(desk.packs, wishes.policy))
    throw new RuleViolation('policy-unknown', { policy: wishes.policy }, 'policy');
  const [organisation, user] = [
    await Organisation.findByPk(organisationId, { rejectOnEmpty: true }),
    await User.findByPk(userOf(by), { rejectOnEmpty: true }),
  ];
  const where = { organisationId };
  const { wrappedKey, ...settings } = organisation.get({ plain: true });
  const { id, email, name, language } = user;
  return {
    ...wishes,
    organisation: {
      ...settings,
      replyAddress: settings.replyAddress && 'reply@example.org',
      escalationAddress: settings.escalationAddress && 'escalation@example.org',
    },
    policies: plain(await OrganisationPolicy.findAll({ where, order: ['id'] })),
    closures: plain(await Absence.findAll({ where: { ...where, userId: null }, order: ['id'] })),
    systems: withoutAddresses(await System.findAll({ where, order: ['id'] })),
    templates: plain(await LetterTemplate.findAll({ where, order: ['id'] })),
    letterheads: plain(await Letterhead.findAll({ where })).map((row) => ({ ...row, logo: null })),
    phrases: plain(await Phrase.findAll({ where, order: ['id'] })),
    packs: plain(await PolicyRecord.findAll({ order: ['id'] })),
    user: { id, email, name, language },
  };
}

const plain = (rows: { get(how: { plain: true }): object }[]): SeedRow[] =>
  rows.map((row) => ({ ...row.get({ plain: true }) }));

/** The register as it is, but whoever looks after a system is reached nowhere. */
function withoutAddresses(systems: System[]): SeedRow[] {
  const ownerOf = standIns('owner');
  return systems.map((system) => ({
    ...system.get({ plain: true }),
    ownerEmail: ownerOf(system.ownerEmail),
    deputyEmail: ownerOf(system.deputyEmail),
  }));
}
