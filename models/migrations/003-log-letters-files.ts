import type { QueryInterface } from 'sequelize';
import { BLOB, DATE, INTEGER, id, required, STRING, TEXT, to, toPerhaps } from './columns.ts';

/** What is kept as proof, and what goes out: the event log, letters, files, answers, codes. Migrations only add. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('events', {
    id,
    organisation_id: to('organisations'),
    request_id: to('subject_requests'),
    sequence: { type: INTEGER, ...required },
    kind: { type: STRING(40), ...required },
    at: { type: STRING(24), ...required },
    actor: { type: STRING(60), ...required },
    data: { type: TEXT, ...required },
    previous_hash: { type: STRING(64), ...required },
    hash: { type: STRING(64), ...required },
  });
  await schema.addIndex('events', ['request_id', 'sequence'], { unique: true });

  await schema.createTable('letters', {
    id,
    organisation_id: to('organisations'),
    request_id: toPerhaps('subject_requests'),
    ledger_key: { type: STRING(250), ...required, unique: true },
    kind: { type: STRING(40), ...required },
    language: { type: STRING(5), ...required },
    recipient: { type: STRING(60), ...required },
    data: { type: BLOB, allowNull: true },
    text: { type: BLOB, allowNull: true },
    state: { type: STRING(12), ...required },
    channel: { type: STRING(8), ...required },
    message_id: { type: STRING(120), ...required },
    attempts: { type: INTEGER, ...required, defaultValue: 0 },
    next_attempt_at: { type: DATE, allowNull: true },
    claimed_until: { type: DATE, allowNull: true },
    last_error: { type: STRING(500), allowNull: true },
    deadline_id: toPerhaps('deadlines'),
    due_moment: { type: DATE, allowNull: true },
    step: { type: STRING(30), allowNull: true },
    created_at: { type: DATE, ...required },
    sent_at: { type: DATE, allowNull: true },
  });
  await schema.addIndex('letters', ['state', 'next_attempt_at']);
  await schema.addIndex('letters', ['request_id']);
  await schema.addIndex('letters', ['organisation_id', 'id']);

  await schema.createTable('attachments', {
    id,
    organisation_id: to('organisations'),
    request_id: to('subject_requests'),
    purpose: { type: STRING(20), ...required },
    data: { type: BLOB, allowNull: true },
    content: { type: BLOB, allowNull: true },
    size: { type: INTEGER, ...required },
    digest: { type: STRING(64), ...required },
    created_at: { type: DATE, ...required },
    destroyed_at: { type: DATE, allowNull: true },
  });
  await schema.addIndex('attachments', ['request_id']);

  await schema.createTable('answer_packages', {
    id,
    request_id: to('subject_requests'),
    organisation_id: to('organisations'),
    token_hash: { type: STRING(64), ...required, unique: true },
    data: { type: BLOB, ...required },
    expires_at: { type: DATE, ...required },
    created_at: { type: DATE, ...required },
  });
  await schema.addIndex('answer_packages', ['request_id']);

  await schema.createTable('codes', {
    id,
    purpose: { type: STRING(20), ...required },
    subject: { type: STRING(64), ...required },
    code_hash: { type: STRING(64), ...required },
    tries: { type: INTEGER, ...required, defaultValue: 0 },
    expires_at: { type: DATE, ...required },
    used_at: { type: DATE, allowNull: true },
  });
  await schema.addIndex('codes', ['purpose', 'subject']);
  await forbidChangingEvents(schema);
}

/** The log is append-only in the database itself: an update or delete of an event fails, whoever tries. */
async function forbidChangingEvents(schema: QueryInterface): Promise<void> {
  const run = (sql: string) => schema.sequelize.query(sql);
  if (schema.sequelize.getDialect() === 'sqlite') {
    for (const act of ['UPDATE', 'DELETE']) {
      await run(`CREATE TRIGGER events_no_${act.toLowerCase()} BEFORE ${act} ON events
        BEGIN SELECT RAISE(ABORT, 'events are append-only'); END`);
    }
    return;
  }
  await run(`CREATE FUNCTION events_are_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'events are append-only'; END $$`);
  await run(`CREATE TRIGGER events_no_change BEFORE UPDATE OR DELETE ON events
    FOR EACH ROW EXECUTE FUNCTION events_are_append_only()`);
}
