import type { Sequelize } from 'sequelize';
import type { Settings } from '../config.ts';
import type { PolicyPack } from '../domain/policies/policy.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { readSecretKey } from '../models/crypto/keyFile.ts';
import { createKeyring, type Keyring } from '../models/crypto/keyring.ts';
import { causeOf } from '../models/database/cause.ts';
import { isDatabaseThere, openAsItIs } from '../models/database/connect.ts';
import { within } from '../models/database/timeOut.ts';
import { defineModels } from '../models/define.ts';
import type { Desk } from '../models/desk.ts';
import { readPacks, shippedPoliciesDir } from '../models/policy.ts';
import { sentenceOf } from '../views/faults.ts';
import { translator } from '../views/i18n.ts';

/** What is examined. If the key, the packs or the database could not be opened, the error stands in their place. */
export type Subject = {
  settings: Settings;
  now: Date;
  /** Limits the checks to this organisation's time zone, policies and holidays; without it, all organisations. */
  organisationId?: number;
  /** Also run checks whose duration grows with the database. */
  thorough: boolean;
  key: Keyring | { why: string } | undefined;
  packs: PolicyPack[] | { why: string };
  database: Sequelize | { why: string } | undefined;
};

/** A running desk as one of its organisations may see it, or, without an organisation, as its operator sees it. */
export const runningDesk = (settings: Settings, desk: Desk, organisationId?: number): Subject => ({
  settings,
  organisationId,
  now: desk.clock(),
  thorough: false,
  key: desk.keyring,
  packs: desk.packs,
  database: desk.database,
});

/** Milliseconds without an answer after which the database counts as unreachable. */
const TIME_OUT = 5000;

/** Opens what the settings name, as far as possible. Creates nothing: no folder, no key, no database. */
export async function examined<T>(settings: Settings, work: (subject: Subject) => Promise<T>): Promise<T> {
  const packs = packsOf(settings);
  const database = await databaseOf(settings);
  const subject = { settings, now: new Date(), thorough: true, key: keyOf(settings), packs, database };
  try {
    return await work(subject);
  } finally {
    if (isOpen(database)) await database.close();
  }
}

export const isOpen = (database: Subject['database']): database is Sequelize =>
  database !== undefined && !('why' in database);

function keyOf({ secretKey, dataDir }: Settings): Subject['key'] {
  try {
    const secret = secretKey ? Buffer.from(secretKey) : readSecretKey(dataDir);
    return secret && createKeyring(secret);
  } catch (error) {
    return { why: causeOf(error) };
  }
}

function packsOf({ policiesDir }: Settings): Subject['packs'] {
  try {
    return readPacks([shippedPoliciesDir, ...(policiesDir ? [policiesDir] : [])]);
  } catch (error) {
    return { why: error instanceof RuleViolation ? sentenceOf(translator('en'), error) : causeOf(error) };
  }
}

async function databaseOf({ databaseUrl }: Settings): Promise<Subject['database']> {
  if (!isDatabaseThere(databaseUrl)) return undefined;
  const database = openAsItIs(databaseUrl);
  try {
    await within(TIME_OUT, database.authenticate());
    defineModels(database);
    return database;
  } catch (error) {
    database.close().catch(() => undefined); // what did not open may never say that it is closed
    return { why: causeOf(error) };
  }
}
