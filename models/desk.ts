import type { Sequelize } from 'sequelize';
import type { Capacity } from '../domain/permissions.ts';
import type { PolicyPack } from '../domain/policies/policy.ts';
import type { Keyring } from './crypto/keyring.ts';

/** Where the time comes from: the process gives the real one, tests and the demo give theirs. */
export type Clock = () => Date;

/** What every verb needs: the memory, the time, the keys, the packs, and where links in letters lead. */
export type Desk = {
  database: Sequelize;
  clock: Clock;
  keyring: Keyring;
  packs: PolicyPack[];
  baseUrl: string;
};

/** Who acts: `user:5`, `person` (the data subject, by a secret link), `system` (a job) or `command-line`. */
export type ActorName = `user:${number}` | 'person' | 'system' | 'command-line';
/** Who acts, as what, and in which organisation: no verb and no list works without it, and none guesses it. */
export type By = { organisationId: number; actor: ActorName; role: Capacity };

/** The person who asks, by a secret link or the public form. */
export const byPerson = (organisationId: number): By => ({ organisationId, actor: 'person', role: 'person' });
/** The desk's own jobs. */
export const bySystem = (organisationId: number): By => ({ organisationId, actor: 'system', role: 'system' });
/** Whoever runs a command on the server. */
export const byCommand = (organisationId: number): By => ({
  organisationId,
  actor: 'command-line',
  role: 'command-line',
});
