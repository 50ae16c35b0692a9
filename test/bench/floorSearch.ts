import type Sqlite from 'better-sqlite3';

type Found = Record<'reference' | 'person_name' | 'right' | 'received_on' | 'status', string> &
  Record<'next_late_at' | 'next_due_on' | 'title' | 'assignee', string | null>;

/** The floor's search: our own statement, prepared once, and the rows that it finds. It counts no tabs. */
export function searchOn(database: Sqlite): (words: string) => string {
  const found =
    database.prepare(`SELECT r.reference, r.person_name, r."right", r.received_on, r.status, r.next_late_at, r.next_due_on,
    d.title, COALESCE(NULLIF(u.name, ''), u.email) AS assignee
    FROM subject_requests r INDEXED BY subject_requests_search
    LEFT JOIN deadlines d ON d.request_id = r.id AND d.clock = r.next_clock LEFT JOIN users u ON u.id = r.assignee_id
    WHERE r.organisation_id = 1 AND r.search_text LIKE ? ORDER BY r.next_late_at NULLS LAST, r.id LIMIT 50`);
  return (
    words,
  ) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Requests</title></head><body>
<table><tbody>${(found.all(`%${words}%`) as Found[]).map(rowOf).join('')}</tbody></table></body></html>`;
}

const rowOf = (row: Found) => `<tr><th><a href="/requests/${row.reference}">${row.reference}</a></th>
<td>${row.person_name}</td><td>${row.right}</td><td>${row.received_on}</td>
<td>${row.next_due_on ?? row.next_late_at} ${row.title ? JSON.parse(row.title).en : ''}</td>
<td>${row.status}</td><td>${row.assignee ?? ''}</td></tr>`;
