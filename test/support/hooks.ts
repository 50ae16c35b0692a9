import { onMissingWords } from '../../views/i18n.ts';
import { closeTestDatabase, removeTestDatabases } from './database.ts';

onMissingWords('stop');

/**
 * Mocha's root hooks. A process that runs all files closes its database at the very end; one of several keeps it open for
 * its next file, and is ended without being asked.
 */
export const mochaHooks = process.env.MOCHA_WORKER_ID ? {} : { afterAll: closeTestDatabase };

/** Runs once, after everything, in mocha's own process. */
export const mochaGlobalTeardown = removeTestDatabases;
