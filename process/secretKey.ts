import { join } from 'node:path';
import type { Sequelize } from 'sequelize';
import { ConfigurationFault, type Settings } from '../config.ts';
import { KEY_FILE, makeSecretKey, readSecretKey } from '../models/crypto/keyFile.ts';
import { causeOf } from '../models/database/cause.ts';
import { isDiskFull } from '../models/database/unavailable.ts';
import type { Desk } from '../models/desk.ts';
import { isBegun, keyFits } from '../models/organisation/keyFits.ts';
import { keyMustBePrivate } from './filePermissions.ts';
import { fullDisk, passingFault } from './startupFault.ts';

/** The desk's secret key. A new one is made only if nothing is encrypted yet; otherwise a missing key is an error. */
export async function secretOf(settings: Settings, database: Sequelize): Promise<Buffer> {
  const { secretKey, dataDir } = settings;
  if (secretKey) return Buffer.from(secretKey);
  const there = () => {
    const key = orFault(() => readSecretKey(dataDir));
    keyMustBePrivate(settings);
    return key;
  };
  const found = there();
  if (found) return found;
  if (!(await begun(database))) orFault(() => makeSecretKey(dataDir));
  const key = there(); // that one, or the one of a process that began the desk meanwhile
  if (key) return key;
  throw new ConfigurationFault(
    'SECRET_KEY',
    `${join(dataDir, KEY_FILE)} is missing, but this database was created with a key`,
    'Put that file there, give SECRET_KEY, or correct DATA_DIR',
  );
}

/** Throws if the key cannot decrypt this desk's data. */
export async function keyMustFit(desk: Desk): Promise<void> {
  if (await keyFits(desk)) return;
  throw new ConfigurationFault(
    'SECRET_KEY',
    'the key is not the one that this database was created with',
    'Give that key, or put its secret.key back into DATA_DIR',
  );
}

async function begun(database: Sequelize): Promise<boolean> {
  try {
    return await isBegun(database);
  } catch (error) {
    throw passingFault(error) ?? error;
  }
}

function orFault<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isDiskFull(error)) throw fullDisk('DATA_DIR', error);
    throw new ConfigurationFault('SECRET_KEY', causeOf(error), 'Restore that file, or give SECRET_KEY');
  }
}
