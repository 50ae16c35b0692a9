import { onMissingWords } from '../../views/i18n.ts';
import { closeTestDatabase, removeTestDatabases } from './database.ts';

onMissingWords('stop');

/**
 * Mocha's root hooks. A process that runs all files closes its database at the end; a worker keeps it open for its next
 * file, and is killed without notice.
 */
export const mochaHooks = process.env.MOCHA_WORKER_ID ? {} : { afterAll: closeTestDatabase };

/** Runs once at the end, in mocha's main process. */
export const mochaGlobalTeardown = removeTestDatabases;
