/** The floor of the export: the rows of the same join, streamed as they are found: `node test/bench/floorExport.ts DATABASE PORT`. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import Sqlite from 'better-sqlite3';

const [path = '', port = '0'] = process.argv.slice(2);
const rows = new Sqlite(path, {
  readonly: true,
}).prepare(`SELECT r.reference, r.person_name, r.person_email, r."right",
  r.channel, r.received_on, d.title, COALESCE(r.next_due_on, r.next_late_at, ''), r.next_late_at, r.warn_at, r.status,
  COALESCE(r.outcome, ''), COALESCE(NULLIF(u.name, ''), u.email, ''), r.zone
  FROM subject_requests r LEFT JOIN deadlines d ON d.request_id = r.id AND d.clock = r.next_clock AND d.pack = COALESCE(r.next_pack, d.pack)
  LEFT JOIN users u ON u.id = r.assignee_id
  WHERE r.organisation_id = 1 AND r.kind = 'request' ORDER BY r.next_late_at NULLS LAST, r.id`);

/** A comma or a quote is rare: looked for before anything is replaced. */
const cell = (value: unknown) => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

createServer(async (_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8' });
  response.write(
    'reference,person,email,right,channel,received,clock,due,left,overdue,status,outcome,assignee,zone\r\n',
  );
  let lines = '';
  for (const row of rows.raw().iterate() as Iterable<unknown[]>) {
    lines += `${row.map(cell).join(',')}\r\n`;
    if (lines.length < 65_536) continue;
    if (!response.write(lines)) await once(response, 'drain');
    lines = '';
  }
  response.end(lines);
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('listening\n'));
