import { onMissingWords } from '../../views/i18n.ts';
import { closeTestDatabase } from './database.ts';

onMissingWords('stop');

/** Mocha's root hooks: whatever a test file opened is closed once, at the very end. */
export const mochaHooks = {
  async afterAll() {
    await closeTestDatabase();
  },
};
