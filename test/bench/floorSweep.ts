/**
 * The floor of the sweep: as many ledger rows by an INSERT ... SELECT of deadlines, which knows neither steps nor readers, and
 * taken away again. Prints its milliseconds and rows. A process of its own, `node test/bench/floorSweep.ts DATABASE NOW
 * ROWS`: two sqlite libraries in one process undo each other's locks on a file, and break it.
 */
import Sqlite from 'better-sqlite3';

const [path = '', now = '', rows = '0'] = process.argv.slice(2);
const database = new Sqlite(path);
for (const pragma of ['journal_mode=WAL', 'synchronous=FULL', 'secure_delete=ON']) database.pragma(pragma);
const at = now.replace('T', ' ').replace('Z', ' +00:00');
const insert =
  database.prepare(`INSERT INTO letters (kind, organisation_id, request_id, deadline_id, due_moment, step,
    recipient, language, ledger_key, state, channel, message_id, attempts, next_attempt_at, created_at)
  SELECT 'reminder', organisation_id, request_id, id, late_at, 'due-day', 'user:1', 'en',
    'reminder:' || id || ':' || late_at || ':due-day:user:1', 'queued', 'mail', HEX(RANDOMBLOB(16)), 0, ?, ?
  FROM deadlines WHERE state = 'running' LIMIT ? ON CONFLICT (ledger_key) DO NOTHING`);
const begun = performance.now();
const { changes } = insert.run(at, at, Number(rows));
const took = performance.now() - begun;
database.exec("DELETE FROM letters WHERE kind = 'reminder'");
database.close();
process.stdout.write(JSON.stringify({ took, written: changes }));
