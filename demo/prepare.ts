import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationFault, type Settings } from '../config.ts';
import type { Keyring } from '../models/crypto/keyring.ts';
import { emptyWriteAheadLog } from '../models/database/connect.ts';
import { migrate } from '../models/migrations/index.ts';
import { Submission } from '../models/submission.ts';
import { User } from '../models/user.ts';
import { openDesk } from '../process/openDesk.ts';
import { DEMO_KEY, fillDesk } from './fill.ts';
import { deliverNowhere } from './postman.ts';

type Wishes = { today: Date; say(line: string): void; seed?: string; past?: number };

/** Makes about 165 requests. */
const PAST = 105;
const SEED = 'a year at Example Hosting';

/**
 * Creates the demo's desk unless it exists. It is filled in a temporary folder and then moved into place, so that an
 * interruption leaves nothing half-done. Refuses a folder with a real desk.
 */
export async function prepareDemo(settings: Settings, wishes: Wishes): Promise<{ password: string }> {
  const found = await whatIsThere(settings);
  if (found.kind === 'demo') {
    wishes.say('The demo is started again as it was left.');
    return { password: found.password };
  }
  if (found.kind === 'desk') {
    throw new ConfigurationFault(
      'DATA_DIR',
      `${settings.dataDir} holds a desk that is not a demo`,
      'Give the demo its own folder, or leave DATA_DIR out',
    );
  }
  wishes.say('The demo is being filled with a year of invented requests. This takes a minute or two.');
  return fill(settings, wishes);
}

type DemoState = { kind: 'nothing' } | { kind: 'desk' } | { kind: 'demo'; password: string };

async function whatIsThere(settings: Settings): Promise<DemoState> {
  if (!existsSync(settings.databaseUrl)) return { kind: 'nothing' };
  const { database, keyring } = await openDesk(settings);
  try {
    if (!(await database.getQueryInterface().tableExists('submissions'))) return { kind: 'nothing' };
    const first = await Submission.findOne({ order: ['id'], attributes: ['formKey'] });
    if (first?.formKey.startsWith(DEMO_KEY)) return { kind: 'demo', password: passwordOf(keyring) };
    return first || (await User.findOne({ attributes: ['id'] })) ? { kind: 'desk' } : { kind: 'nothing' };
  } finally {
    await database.close();
  }
}

async function fill(settings: Settings, { today, seed = SEED, past = PAST }: Wishes) {
  const half = join(settings.dataDir, 'filling.sqlite');
  for (const file of filesOf(half)) rmSync(file, { force: true });
  const desk = await openDesk({ ...settings, databaseUrl: half });
  const password = passwordOf(desk.keyring);
  await migrate(desk.database);
  await fillDesk(desk, { today, seed, past, password, deliver: deliverNowhere });
  await emptyWriteAheadLog(desk.database);
  await desk.database.close();
  for (const file of filesOf(settings.databaseUrl)) rmSync(file, { force: true });
  renameSync(half, settings.databaseUrl);
  for (const file of filesOf(half)) rmSync(file, { force: true });
  return { password };
}

const filesOf = (database: string) => ['', '-wal', '-shm'].map((end) => `${database}${end}`);

/** The demo's password, derived from its key, so that it can be printed again. */
const passwordOf = (keyring: Keyring): string => {
  const signs = keyring
    .secretFor('demo password')
    .toLowerCase()
    .replace(/[^a-z2-9]/g, '');
  return [signs.slice(0, 4), signs.slice(4, 8), signs.slice(8, 12)].join('-');
};
