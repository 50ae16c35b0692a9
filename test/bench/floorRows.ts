/** Rows of the queue, for the floor's pages and for what is compared with ours: plain SQL that both databases read. */
export type Listed = Record<'reference' | 'person_name' | 'right' | 'received_on' | 'status', string> &
  Record<'next_late_at' | 'next_due_on' | 'title' | 'assignee', string | null>;

export const SHOWN = `SELECT r.reference, r.person_name, r."right", r.received_on, r.status, r.next_late_at, r.next_due_on,
  d.title, COALESCE(NULLIF(u.name, ''), u.email) AS assignee FROM subject_requests r`;
export const JOINED = `LEFT JOIN deadlines d ON d.request_id = r.id AND d.clock = r.next_clock AND d.pack = COALESCE(r.next_pack, d.pack)
  LEFT JOIN users u ON u.id = r.assignee_id`;
export const OPEN = `r.organisation_id = 1 AND r.kind = 'request' AND r.status NOT IN ('closed', 'unverified')`;
export const IN_ORDER = 'ORDER BY r.next_late_at NULLS LAST, r.id LIMIT 50';

export const rowOf = (row: Listed) => `<tr><th><a href="/requests/${row.reference}">${row.reference}</a></th>
<td>${row.person_name}</td><td>${row.right}</td><td>${row.received_on}</td>
<td>${row.next_due_on ?? row.next_late_at} <span>${row.title ? JSON.parse(row.title).en : ''}</span></td>
<td>${row.status}</td><td>${row.assignee ?? ''}</td></tr>`;
