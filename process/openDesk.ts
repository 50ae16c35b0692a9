import type { Sequelize } from 'sequelize';
import { ConfigurationFault, type Settings } from '../config.ts';
import type { PolicyPack } from '../domain/policies/policy.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { createKeyring, type Keyring } from '../models/crypto/keyring.ts';
import { causeOf } from '../models/database/cause.ts';
import type { Desk } from '../models/desk.ts';
import { readPacks, shippedPoliciesDir } from '../models/policy.ts';
import { sentenceOf } from '../views/faults.ts';
import { translator } from '../views/i18n.ts';
import { prepareFolders } from './deskFolders.ts';
import { openDatabaseOf } from './openDatabase.ts';
import { secretOf } from './secretKey.ts';
import { passingFault } from './startupFault.ts';
import { mustBeWholeCopy } from './wholeCopy.ts';

/** Opens what the settings name: key, database, packs. Writes nothing to the database. */
export async function openDesk(settings: Settings): Promise<Desk> {
  prepareFolders(settings);
  const packs = packsFrom(settings.policiesDir);
  const database = await openDatabaseOf(settings);
  return {
    database,
    clock: () => new Date(),
    keyring: await keyringOf(settings, database),
    packs,
    baseUrl: settings.baseUrl,
  };
}

async function keyringOf(settings: Settings, database: Sequelize): Promise<Keyring> {
  try {
    await mustBeWholeCopy(database);
    return createKeyring(await secretOf(settings, database));
  } catch (error) {
    await database.close();
    throw passingFault(error) ?? error;
  }
}

function packsFrom(more: string | undefined): PolicyPack[] {
  try {
    return readPacks([shippedPoliciesDir, ...(more ? [more] : [])]);
  } catch (error) {
    const cause = error instanceof RuleViolation ? sentenceOf(translator('en'), error) : causeOf(error);
    throw new ConfigurationFault(
      'POLICIES_DIR',
      cause.replace(/\.$/, ''),
      'Correct the pack, or leave it out',
    );
  }
}
