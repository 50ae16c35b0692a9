import type { QueryInterface } from 'sequelize';
import { BLOB, BOOLEAN, DATE, INTEGER, id, required, STRING, TEXT, to, toPerhaps } from './columns.ts';

/** What was asked and what follows: forms, requests, facts, deadlines. Migrations only add. */
export async function up(schema: QueryInterface): Promise<void> {
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
    assignee_id: toPerhaps('users'),
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
}
