/**
 * The floor of the form's last step: bare `node:http`, and the same rows in one transaction by statements prepared once, on
 * the disk when it answers. Random bytes stand for what we seal, so nothing is computed. It asks for no draft and
 * deletes none. A process of its own: `node test/bench/floorPost.ts DATABASE PORT SUBMISSION`, the id of one to write again and again.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import Sqlite from 'better-sqlite3';

const [path = '', port = '0', submission = ''] = process.argv.slice(2);
const database = new Sqlite(path);
database.pragma('journal_mode=WAL');
database.pragma('synchronous=FULL');

type Row = Record<string, unknown>;
const rowsOf = (sql: string, id: unknown) => database.prepare(sql).all(id).map(withoutId);
const withoutId = (row: unknown) =>
  Object.fromEntries(Object.entries(row as Row).filter(([name]) => name !== 'id'));
const requestIds = database.prepare('SELECT id FROM subject_requests WHERE submission_id = ?').pluck();
const requestId = requestIds.get(Number(submission));
const [submissionRow = {}] = rowsOf('SELECT * FROM submissions WHERE id = ?', Number(submission));
const [requestRow = {}] = rowsOf('SELECT * FROM subject_requests WHERE id = ?', requestId);
const deadlines = rowsOf('SELECT * FROM deadlines WHERE request_id = ?', requestId);
const events = rowsOf('SELECT * FROM events WHERE request_id = ?', requestId);
const letters = rowsOf('SELECT * FROM letters WHERE request_id = ?', requestId);

function insertInto(table: string, [row = {}]: Row[]) {
  const names = Object.keys(row);
  const columns = names.map((name) => `"${name}"`).join(', ');
  return database.prepare(
    `INSERT INTO ${table} (${columns}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
  );
}
const into = {
  submissions: insertInto('submissions', [submissionRow]),
  requests: insertInto('subject_requests', [requestRow]),
  deadlines: insertInto('deadlines', deadlines),
  events: insertInto('events', events),
  letters: insertInto('letters', letters),
};
const hex = () => randomBytes(32).toString('hex');

const receive = database.transaction(() => {
  const submission_id = into.submissions.run({
    ...submissionRow,
    form_key: hex(),
    status_token_hash: hex(),
    mailbox_token_hash: hex(),
  }).lastInsertRowid;
  const reference = `R-${hex().slice(0, 9)}`;
  const request_id = into.requests.run({ ...requestRow, submission_id, reference }).lastInsertRowid;
  for (const row of deadlines) into.deadlines.run({ ...row, request_id });
  for (const row of events) into.events.run({ ...row, request_id });
  for (const row of letters)
    into.letters.run({ ...row, request_id, ledger_key: hex(), message_id: randomUUID() });
  return submission_id;
});

createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(303, { Location: `/ask/sent/${receive.immediate()}` });
    response.end();
  });
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('listening\n'));
