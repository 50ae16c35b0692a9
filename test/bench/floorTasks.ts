import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';

type Text = Record<string, string | number | null>;

/** The floor's register of systems: the first hundred of an organisation, each as a line, and of all what they hold, filled up to as many bytes as ours. */
export function systemsOn(database: Sqlite): (bytes: number) => string {
  const inOrder = 'FROM systems WHERE organisation_id = 1 ORDER BY name_key, id';
  const page = database.prepare(`SELECT * ${inOrder} LIMIT 100`);
  const all = database.prepare(`SELECT id, name, kind, categories, active_from, active_until ${inOrder}`);
  return (bytes) => {
    const held = new Set((all.all() as Text[]).map(({ categories }) => categories));
    return filled('Systems', (page.all() as Text[]).map(lineOf).join('') + [...held].join(' '), bytes);
  };
}

/** The floor's page of an owner, before the code: the tasks that wait for a link, with their requests and systems; the view is noted on the disk. */
export function ownerOn(database: Sqlite): (token: string, bytes: number) => string {
  let note: ReturnType<typeof noteOn> | undefined;
  const link = database.prepare('SELECT * FROM owner_links WHERE token_hash = ?');
  const tasks =
    database.prepare(`SELECT t.*, r.right, s.name FROM tasks t JOIN subject_requests r ON r.id = t.request_id
    JOIN systems s ON s.id = t.system_id WHERE t.link_id = ? AND t.state = 'open' AND r.status <> 'closed' ORDER BY t.due_on, t.id`);
  return (token, bytes) => {
    const { id } = link.get(createHash('sha256').update(token).digest('hex')) as Text;
    note ??= noteOn(database.name);
    note.run(new Date().toISOString(), id);
    return filled('Tasks', (tasks.all(id) as Text[]).map(lineOf).join(''), bytes);
  };
}

function noteOn(path: string) {
  const writer = new Sqlite(path);
  for (const pragma of ['journal_mode=WAL', 'synchronous=FULL', 'secure_delete=ON']) writer.pragma(pragma);
  return writer.prepare('UPDATE owner_links SET views = views + 1, seen_at = ? WHERE id = ?');
}

const lineOf = (row: Text) =>
  `<li>${row.name} ${row.kind} ${row.due_on ?? ''} ${row.owner_email ?? ''} ${row.categories ?? ''}</li>`;

function filled(title: string, lines: string, bytes: number): string {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><ul>${lines}</ul>`;
  return page.padEnd(bytes, ' ');
}
