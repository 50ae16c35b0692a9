import { AsyncLocalStorage } from 'node:async_hooks';

/** Milliseconds that a page waits for one statement. */
const OF_A_PAGE = 8000;

const store = new AsyncLocalStorage<number>();

/** Runs `work` with another time budget per statement, in milliseconds. */
export const withTimeBudget = <T>(milliseconds: number, work: () => Promise<T>): Promise<T> =>
  store.run(milliseconds, work);

/** The present time budget of a statement, in milliseconds. */
export const timeBudget = (): number => store.getStore() ?? OF_A_PAGE;

/** For background work such as a delivery. */
export const A_MINUTE = 60_000;
/** For work that may read or write everything, such as a migration. */
export const A_DAY = 86_400_000;
