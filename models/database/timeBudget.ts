import { AsyncLocalStorage } from 'node:async_hooks';

/** How long a page waits for one statement, in milliseconds: a person waits for it. */
const OF_A_PAGE = 8000;

const store = new AsyncLocalStorage<number>();

/** Lets each statement of `work` take so long, in milliseconds, where a page would be told that the desk is not available. */
export const withTimeBudget = <T>(milliseconds: number, work: () => Promise<T>): Promise<T> =>
  store.run(milliseconds, work);

/** How long a statement may take here and now, in milliseconds. */
export const timeBudget = (): number => store.getStore() ?? OF_A_PAGE;

/** For work that nobody waits for: a sweep, a delivery. */
export const A_MINUTE = 60_000;
/** For work that may read or write everything, such as a migration. */
export const A_DAY = 86_400_000;
