import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigurationFault, type Settings } from '../config.ts';
import { foldersToWrite } from '../doctor/folders.ts';
import { causeOf } from '../models/database/cause.ts';
import { isDiskFull } from '../models/database/unavailable.ts';
import { fullDisk } from './startupFault.ts';

/** Makes the folders that the settings name, for the desk's own user alone; throws if one cannot be written. */
export function prepareFolders(settings: Settings): void {
  process.umask(0o077); // what the desk writes is for its own user alone
  for (const { setting, folder } of foldersToWrite(settings)) {
    try {
      makeFolder(folder);
      accessSync(folder, constants.W_OK | constants.X_OK);
    } catch (error) {
      if (isDiskFull(error)) throw fullDisk(setting, error);
      throw new ConfigurationFault(
        setting,
        `${folder} is not writable (${causeOf(error)})`,
        'Give a folder that this user may write to',
      );
    }
  }
}

/**
 * Creates a folder and its parents. Not with `recursive`: below a folder where none can be made, such as /proc, Node then
 * retries for ever.
 */
function makeFolder(folder: string): void {
  if (!existsSync(folder)) {
    makeFolder(dirname(folder));
    try {
      mkdirSync(folder, { mode: 0o700 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // made by another process meanwhile
    }
  }
  if (!statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder`);
}
