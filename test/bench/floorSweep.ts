/**
 * The floor of the sweep: as many ledger rows by an INSERT ... SELECT of deadlines, which knows neither steps nor readers, and
 * taken away again. Prints its milliseconds and rows. A process of its own, `node test/bench/floorSweep.ts DATABASE NOW
 * ROWS`: two sqlite libraries in one process undo each other's locks on a file, and break it.
 */
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { isPostgres } from './databases.ts';

const FORGET = "DELETE FROM letters WHERE kind = 'reminder'";

const [url = '', now = '', rows = '0'] = process.argv.slice(2);
const timed = isPostgres(url) ? await inPostgres(url) : inSqlite(url);
process.stdout.write(JSON.stringify(timed));

/** Milliseconds on the clock and of this process, which does not see PostgreSQL's. */
type Timed = { took: number; processor: number; written: number };

function millisecondsSince(used: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(used);
  return (user + system) / 1000;
}

function insert(moment: string, id: string): string {
  return `INSERT INTO letters (kind, organisation_id, request_id, deadline_id, due_moment, step,
    recipient, language, ledger_key, state, channel, message_id, attempts, next_attempt_at, created_at)
  SELECT 'reminder', organisation_id, request_id, id, late_at, 'due-day', 'user:1', 'en',
    'reminder:' || id || ':' || late_at || ':due-day:user:1', 'queued', 'mail', ${id}, 0, '${moment}', '${moment}'
  FROM deadlines WHERE state = 'running' LIMIT ${Number(rows)} ON CONFLICT (ledger_key) DO NOTHING`;
}

function inSqlite(path: string): Timed {
  const database = new Sqlite(path);
  for (const pragma of ['journal_mode=WAL', 'synchronous=FULL', 'secure_delete=ON']) database.pragma(pragma);
  const at = now.replace('T', ' ').replace('Z', ' +00:00');
  const statement = database.prepare(insert(at, 'HEX(RANDOMBLOB(16))'));
  const [begun, used] = [performance.now(), process.cpuUsage()];
  const { changes } = statement.run();
  const [took, processor] = [performance.now() - begun, millisecondsSince(used)];
  database.exec(FORGET);
  database.close();
  return { took, processor, written: changes };
}

async function inPostgres(connectionString: string): Promise<Timed> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const [begun, used] = [performance.now(), process.cpuUsage()];
  const { rowCount } = await client.query(insert(now, 'gen_random_uuid()::text'));
  const [took, processor] = [performance.now() - begun, millisecondsSince(used)];
  await client.query(FORGET);
  await client.query('VACUUM letters'); // not in somebody's turn
  await client.end();
  return { took, processor, written: rowCount ?? 0 };
}
