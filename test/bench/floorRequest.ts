import type Sqlite from 'better-sqlite3';

type Text = Record<string, string>;
const steps = (because: string) =>
  (JSON.parse(because) as { code: string; data: object }[])
    .map(({ code, data }) => `<li>${code} ${JSON.stringify(data)}</li>`)
    .join('');

/** The floor's page of one request: its dates with their reasons, its letters, its log. What is sealed stays sealed. */
export function requestOn(database: Sqlite): (reference: string) => string | undefined {
  const found = database.prepare(
    'SELECT * FROM subject_requests WHERE organisation_id = 1 AND reference = ?',
  );
  const deadlines = database.prepare('SELECT * FROM deadlines WHERE request_id = ? ORDER BY advisory, id');
  const facts = database.prepare(
    'SELECT name, about, at, actor FROM facts WHERE request_id = ? AND undone_at IS NULL ORDER BY at, id',
  );
  const letters = database.prepare(
    'SELECT kind, recipient, state, sent_at FROM letters WHERE request_id = ? ORDER BY id',
  );
  const events = database.prepare('SELECT * FROM events WHERE request_id = ? ORDER BY sequence');
  return (reference) => {
    const row = found.get(reference) as Text | undefined;
    if (!row) return undefined;
    const of = (statement: typeof facts) => statement.all(row.id) as Text[];
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${row.person_name}</title></head><body>
<h1>${row.right}: ${row.person_name}</h1><p>${row.reference} ${row.status} ${row.received_on} ${row.policy_id}</p>
${of(deadlines)
  .map(
    (one) => `<article id="deadline-${one.clock}"><h3>${JSON.parse(one.title ?? '').en}</h3>
<p>${one.state} ${one.due_on ?? one.target_at}</p><ol>${steps(one.because ?? '[]')}</ol><p>${one.source} ${one.pack}</p></article>`,
  )
  .join('')}
<ol>${of(facts)
      .map(({ name, about, at, actor }) => `<li>${at} ${name} ${about ?? ''} ${actor}</li>`)
      .join('')}</ol>
<h2 id="letters">Letters</h2><ol>${of(letters)
      .map(({ kind, recipient, state, sent_at }) => `<li>${kind} ${recipient} ${state} ${sent_at ?? ''}</li>`)
      .join('')}</ol>
<h2 id="log">Log</h2><ol>${of(events)
      .map(
        ({ sequence, kind, at, actor, data, hash }) =>
          `<li>${sequence} ${at} ${kind} ${actor} ${data} ${hash}</li>`,
      )
      .join('')}</ol></body></html>`;
  };
}
