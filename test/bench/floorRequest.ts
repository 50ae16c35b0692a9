import { createSecretKey } from 'node:crypto';
import { dirname } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { readSecretKey } from '../../models/crypto/keyFile.ts';
import { createKeyring, type Keyring, unsealJson } from '../../models/crypto/keyring.ts';
import { formOf } from './floorForm.ts';

type Text = Record<string, string>;
type Sealed = { wrapped_key: Buffer; details: Buffer; detail: Buffer | null; data: Buffer | null };
type Row = Text & Sealed;

/**
 * The floor's page of one request: who and what, its dates with their reasons, where each stands on the timeline, what was
 * asked, done and written, unsealed, its log, and a form for each verb, of which a rival would send the words too.
 */
export function requestOn(database: Sqlite): (reference: string) => string | undefined {
  const found = database.prepare(
    `SELECT r.*, u.name AS assignee FROM subject_requests r LEFT JOIN users u ON u.id = r.assignee_id
     WHERE r.organisation_id = 1 AND reference = ?`,
  );
  const deadlines = database.prepare('SELECT * FROM deadlines WHERE request_id = ? ORDER BY advisory, id');
  const facts = database.prepare(
    'SELECT name, about, at, actor, detail FROM facts WHERE request_id = ? AND undone_at IS NULL ORDER BY at, id',
  );
  const letters = database.prepare(
    'SELECT kind, recipient, state, sent_at, data FROM letters WHERE request_id = ? ORDER BY id',
  );
  const events = database.prepare('SELECT * FROM events WHERE request_id = ? ORDER BY sequence');
  const colleagues = database.prepare(
    'SELECT u.id, u.name FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.organisation_id = 1',
  );
  let keyring: Keyring | undefined;
  return (reference) => {
    const row = found.get(reference) as Row | undefined;
    if (!row) return undefined;
    keyring ??= createKeyring(readSecretKey(dirname(database.name)) as Buffer);
    const key = createSecretKey(keyring.unwrap(row.wrapped_key));
    const words = (sealed: Buffer | null) => (sealed ? wordsIn(unsealJson<Text>(key, sealed)) : '');
    const of = (statement: typeof facts) => statement.all(row.id) as Row[];
    const dates = of(deadlines);
    const log = of(events);
    const form = (path: string, options = '') =>
      formOf(`/requests/${reference}/${path}`, row.version, log.length, options);
    const forms = (one: Row) =>
      isOpenPromise(one) ? PROMISED.map((path) => form(`deadlines/${one.clock}/${path}`)).join('') : '';
    const people = (colleagues.all() as Text[]).map(
      ({ id, name }) => `<option value="${id}">${name}</option>`,
    );
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${row.person_name}</title></head><body>
<h1>${row.right}: ${row.person_name}</h1><p>${row.reference} ${row.status} ${row.next_clock} ${row.next_due_on}</p>
<p>${row.person_email} ${row.channel} ${row.received_on} ${row.policy_id}@${row.policy_version} ${row.calendar} ${row.zone}
${row.language} ${row.assignee ?? ''}</p>${words(row.details)}
<ol>${dates
      .filter(({ advisory }) => !advisory)
      .map((one) => laneOf(row, one))
      .join('')}</ol>
${dates
  .map(
    (one) => `<article id="deadline-${one.clock}"><h3>${JSON.parse(one.title ?? '').en}</h3>
<p>${one.state} ${one.due_on ?? one.target_at}</p><ol>${steps(one.because ?? '[]')}</ol><p>${one.source} ${one.pack}</p>${forms(one)}</article>`,
  )
  .join('')}
<ol>${of(facts)
      .map(
        ({ name, about, at, actor, detail }) =>
          `<li>${at} ${name} ${about ?? ''} ${actor}${words(detail)}</li>`,
      )
      .join('')}</ol>
<h2 id="letters">Letters</h2><ol>${of(letters)
      .map(
        ({ kind, recipient, state, sent_at, data }) =>
          `<li>${kind} ${recipient} ${state} ${sent_at ?? ''}${words(data)}</li>`,
      )
      .join('')}</ol>
<section><h2 id="log">Log</h2><ol>${log
      .map(
        ({ sequence, kind, at, actor, data, hash }) =>
          `<li>${sequence} ${at} ${kind} ${actor} ${data} ${hash}</li>`,
      )
      .join(
        '',
      )}</ol></section><aside>${VERBS.map((path) => form(path, path === 'assignment' ? people.join('') : '')).join('')}</aside></body></html>`;
  };
}

const steps = (because: string) =>
  (JSON.parse(because) as { code: string; data: object }[])
    .map(({ code, data }) => `<li>${code} ${JSON.stringify(data)}</li>`)
    .join('');

const wordsIn = (kept: Text) =>
  Object.entries(kept)
    .map(([name, text]) => `<p>${name} ${text}</p>`)
    .join('');

/** What a DPO can do with a request whose identity is confirmed, and with a promise that is open. */
const VERBS =
  'clarification pause answer extension refusal message reply assignment events withdrawal tags'.split(' ');
const PROMISED = ['fulfilment', 'cancellation'];
const isOpenPromise = ({ advisory, clock, state }: Row) =>
  !advisory && clock !== 'reply' && state !== 'met' && state !== 'cancelled';

/** A line from receipt to the due mark, and where today stands on it. */
function laneOf({ received_at }: Row, { clock, late_at }: Row): string {
  const [from, due] = [Date.parse(received_at ?? ''), Date.parse(late_at ?? '')];
  const today = Math.round((10_000 * (Date.now() - from)) / (due - from)) / 100;
  return `<li class="timeline-lane">${clock}<svg><rect x="0" width="${Math.min(today, 100)}%"/><circle cx="100%"/></svg></li>`;
}
