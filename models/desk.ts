import type { Sequelize } from 'sequelize';
import type { Agent, Capacity } from '../domain/permissions.ts';
import type { PolicyPack } from '../domain/policies/policy.ts';
import type { Keyring } from './crypto/keyring.ts';

/** The source of the time: the real clock in a process, another one in tests and the demo. */
export type TimeSource = () => Date;

/** What every act needs: database, clock, keys, packs, and the base of links in letters. */
export type Desk = {
  database: Sequelize;
  clock: TimeSource;
  keyring: Keyring;
  packs: PolicyPack[];
  baseUrl: string;
  /** A desk beside the desk to learn on, whose letters say so (decision 0029). */
  isRehearsal?: true;
};

/**
 * Who acts: `user:5`, `owner:7` (the owner of systems, by their link), `provider:3` (whoever data go to at
 * the person's wish, by their link), `person` (the data subject, by a secret link), `system` (a job)
 * or `command-line`.
 */
export type ActorName =
  | `user:${number}`
  | `owner:${number}`
  | `provider:${number}`
  | Exclude<Agent, 'owner' | 'provider'>;
/** Who acts, in what role and in which organisation. Every act and every list takes it explicitly. */
export type By = { organisationId: number; actor: ActorName; role: Capacity };

/** The number of the user who acts; 0 for whoever has no account. */
export const userOf = ({ actor }: Pick<By, 'actor'>): number =>
  actor.startsWith('user:') ? Number(actor.slice('user:'.length)) : 0;

/** The data subject, by a secret link or the public form. */
export const byPerson = (organisationId: number): By => ({ organisationId, actor: 'person', role: 'person' });
/** The desk's own jobs. */
export const bySystem = (organisationId: number): By => ({ organisationId, actor: 'system', role: 'system' });
/** The owner of systems, who has no account, by their link. */
export const byOwner = (organisationId: number, link: number): By => ({
  organisationId,
  actor: `owner:${link}`,
  role: 'owner',
});
/** The provider that a person's data go to, by the link of a transmission. */
export const byProvider = (organisationId: number, transmission: number): By => ({
  organisationId,
  actor: `provider:${transmission}`,
  role: 'provider',
});
/** The command line on the server. */
export const byCommand = (organisationId: number): By => ({
  organisationId,
  actor: 'command-line',
  role: 'command-line',
});
