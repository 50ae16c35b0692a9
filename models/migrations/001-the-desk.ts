import { DataTypes, type QueryInterface } from 'sequelize';

/** The first schema: everything that a request needs from receipt to proof. Migrations only add (DESIGN.md, traps). */
export async function up(schema: QueryInterface): Promise<void> {
  const { INTEGER, STRING, TEXT, DATE, BOOLEAN, BLOB } = DataTypes;
  const id = { type: INTEGER, primaryKey: true, autoIncrement: true };
  const to = (table: string, allowNull = false) => ({
    type: INTEGER,
    allowNull,
    references: { model: table, key: 'id' },
  });
  const required = { allowNull: false };

  await schema.createTable('organisations', {
    id,
    slug: { type: STRING(60), ...required, unique: true },
    name: { type: STRING(200), ...required },
    zone: { type: STRING(60), ...required },
    calendar: { type: STRING(40), ...required },
    policy: { type: STRING(120), ...required },
    languages: { type: STRING(40), ...required },
    reply_address: { type: STRING(320), ...required, defaultValue: '' },
    escalation_address: { type: STRING(320), ...required, defaultValue: '' },
    postal_address: { type: TEXT, ...required, defaultValue: '' },
    authority: { type: STRING(200), ...required },
    wrapped_key: { type: BLOB, ...required },
    version: { type: INTEGER, ...required, defaultValue: 1 },
    created_at: { type: DATE, ...required },
  });

  await schema.createTable('users', {
    id,
    email: { type: STRING(320), ...required, unique: true },
    name: { type: STRING(200), ...required, defaultValue: '' },
    password_hash: { type: STRING(300), allowNull: true },
    language: { type: STRING(5), ...required, defaultValue: 'en' },
    created_at: { type: DATE, ...required },
    disabled_at: { type: DATE, allowNull: true },
  });
  await schema.createTable('memberships', {
    id,
    user_id: to('users'),
    organisation_id: to('organisations'),
    role: { type: STRING(20), ...required },
  });
  await schema.addIndex('memberships', ['user_id', 'organisation_id'], { unique: true });

  await schema.createTable('sessions', {
    token_hash: { type: STRING(64), primaryKey: true },
    user_id: to('users', true),
    data: { type: TEXT, ...required },
    expires_at: { type: DATE, ...required },
  });
  await schema.addIndex('sessions', ['expires_at']);

  await schema.createTable('invitations', {
    id,
    token_hash: { type: STRING(64), ...required, unique: true },
    purpose: { type: STRING(20), ...required },
    user_id: to('users', true),
    organisation_id: to('organisations', true),
    expires_at: { type: DATE, ...required },
    used_at: { type: DATE, allowNull: true },
  });

  await schema.createTable('drafts', {
    token_hash: { type: STRING(64), primaryKey: true },
    organisation_id: to('organisations'),
    data: { type: BLOB, ...required },
    expires_at: { type: DATE, ...required },
  });
  await schema.addIndex('drafts', ['expires_at']);
  await schema.createTable('draft_files', {
    id,
    draft_hash: { type: STRING(64), ...required },
    data: { type: BLOB, ...required },
    content: { type: BLOB, ...required },
  });
  await schema.addIndex('draft_files', ['draft_hash']);

  await schema.createTable('submissions', {
    id,
    organisation_id: to('organisations'),
    form_key: { type: STRING(64), ...required, unique: true },
    status_token_hash: { type: STRING(64), ...required, unique: true },
    mailbox_token_hash: { type: STRING(64), allowNull: true, unique: true },
    created_at: { type: DATE, ...required },
  });

  await schema.createTable('subject_requests', {
    id,
    organisation_id: to('organisations'),
    submission_id: to('submissions'),
    reference: { type: STRING(20), ...required, unique: true },
    right: { type: STRING(30), ...required },
    channel: { type: STRING(20), ...required },
    language: { type: STRING(5), ...required },
    person_name: { type: STRING(400), ...required },
    person_email: { type: STRING(320), allowNull: true },
    search_text: { type: TEXT, ...required },
    details: { type: BLOB, ...required },
    wrapped_key: { type: BLOB, allowNull: true },
    policy_id: { type: STRING(80), ...required },
    policy_version: { type: STRING(40), ...required },
    calendar: { type: STRING(40), ...required },
    zone: { type: STRING(60), ...required },
    received_at: { type: DATE, ...required },
    received_on: { type: STRING(10), ...required },
    received_by_day: { type: BOOLEAN, ...required },
    status: { type: STRING(20), ...required },
    outcome: { type: STRING(30), allowNull: true },
    assignee_id: to('users', true),
    mailbox_needed: { type: BOOLEAN, ...required },
    next_late_at: { type: DATE, allowNull: true },
    next_clock: { type: STRING(60), allowNull: true },
    next_due_on: { type: STRING(10), allowNull: true },
    warn_at: { type: DATE, allowNull: true },
    version: { type: INTEGER, ...required, defaultValue: 1 },
    created_at: { type: DATE, ...required },
    closed_at: { type: DATE, allowNull: true },
  });
  await schema.addIndex('subject_requests', ['organisation_id', 'status', 'next_late_at', 'id']);
  await schema.addIndex('subject_requests', ['organisation_id', 'next_late_at', 'id']);
  await schema.addIndex('subject_requests', ['organisation_id', 'assignee_id', 'status']);
  await schema.addIndex('subject_requests', ['submission_id']);

  await schema.createTable('facts', {
    id,
    request_id: to('subject_requests'),
    name: { type: STRING(40), ...required },
    about: { type: STRING(60), allowNull: true },
    at: { type: DATE, ...required },
    detail: { type: BLOB, allowNull: true },
    actor: { type: STRING(60), ...required },
    recorded_at: { type: DATE, ...required },
    undone_at: { type: DATE, allowNull: true },
  });
  await schema.addIndex('facts', ['request_id', 'id']);

  await schema.createTable('deadlines', {
    id,
    request_id: to('subject_requests'),
    organisation_id: to('organisations'),
    clock: { type: STRING(60), ...required },
    pack: { type: STRING(80), ...required },
    title: { type: TEXT, ...required },
    kind: { type: STRING(4), ...required },
    advisory: { type: BOOLEAN, ...required },
    state: { type: STRING(12), ...required },
    starts_at: { type: DATE, allowNull: true },
    nominal_on: { type: STRING(10), allowNull: true },
    due_on: { type: STRING(10), allowNull: true },
    safe_on: { type: STRING(10), allowNull: true },
    due_at: { type: DATE, allowNull: true },
    target_at: { type: DATE, allowNull: true },
    outer_at: { type: DATE, allowNull: true },
    late_at: { type: DATE, allowNull: true },
    warn_at: { type: DATE, allowNull: true },
    ended_at: { type: DATE, allowNull: true },
    source: { type: STRING(80), ...required },
    chosen: { type: TEXT, allowNull: true },
    confirmed: { type: BOOLEAN, ...required },
    because: { type: TEXT, ...required },
  });
  await schema.addIndex('deadlines', ['request_id', 'clock'], { unique: true });
  await schema.addIndex('deadlines', ['state', 'warn_at']);
  await schema.addIndex('deadlines', ['state', 'late_at']);

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
    request_id: to('subject_requests', true),
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
    deadline_id: to('deadlines', true),
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
