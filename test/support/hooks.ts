import { closeTestDatabase } from './database.ts';

process.env.NODE_ENV = 'test';

/** Mocha's root hooks: whatever a test file opened is closed once, at the very end. */
export const mochaHooks = {
  async afterAll() {
    await closeTestDatabase();
  },
};
