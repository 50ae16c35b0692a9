import { Transaction } from 'sequelize';

/**
 * Holds the rows of a query until the transaction ends, so that what is decided from them is decided by one process at a
 * time. Rows that only point to them may be written meanwhile. On sqlite one transaction writes at a time, and it is not asked.
 */
export const HELD = { lock: Transaction.LOCK.NO_KEY_UPDATE } as const;
