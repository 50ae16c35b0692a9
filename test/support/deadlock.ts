import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/**
 * Makes `work` meet a deadlock on PostgreSQL: another connection holds `first` and, once `work` waits for that, asks for
 * `second`, which `work` holds. The server ends the one that has waited longer.
 */
export async function meetingDeadlock<T>(
  connectionString: string,
  { first, second }: { first: string; second: string },
  work: () => Promise<T>,
): Promise<T> {
  const other = new pg.Client({ connectionString });
  await other.connect();
  try {
    await other.query('BEGIN');
    await other.query(first);
    let hasEnded = false;
    const worked = work().finally(() => {
      hasEnded = true;
    });
    while (!hasEnded && (await other.query(WAITING_FOR_US)).rowCount === 0) await pause(10);
    await other.query(second);
    await other.query('ROLLBACK');
    return await worked;
  } finally {
    await other.end();
  }
}

const WAITING_FOR_US =
  'SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))';
