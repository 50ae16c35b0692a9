import type { Sequelize } from 'sequelize';
import { ConfigurationFault } from '../config.ts';
import { isHalfCopied } from '../models/copy/marker.ts';

/** Throws if a copy into this database was interrupted: requests may be missing without a sign of it. */
export async function mustBeWholeCopy(database: Sequelize): Promise<void> {
  if (await isHalfCopied(database))
    throw new ConfigurationFault(
      'DATABASE_URL',
      'it holds part of a desk: a copy was interrupted',
      'Run copy --to again until it completes, or give another database',
    );
}
