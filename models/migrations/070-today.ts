import type { QueryInterface } from 'sequelize';

/**
 * What the page "today" reads. The index by the next deadline also holds the status and whose it is, so that the look ahead counts along
 * it; it keeps its name, by which the release before asks for it. What is rare has an index of its own.
 */
export async function up(schema: QueryInterface): Promise<void> {
  for (const sql of [
    'DROP INDEX subject_requests_organisation_id_next_late_at_id',
    `CREATE INDEX subject_requests_organisation_id_next_late_at_id
       ON subject_requests (organisation_id, kind, next_late_at, id, status, assignee_id)`,
    `CREATE INDEX subject_requests_undelivered
       ON subject_requests (organisation_id, kind, next_late_at, id) WHERE undelivered IS NOT NULL`,
    `CREATE INDEX subject_requests_unannounced
       ON subject_requests (organisation_id, kind, next_late_at, id) WHERE extension = 'decided' AND status <> 'closed'`,
    `CREATE INDEX tasks_overdue ON tasks (organisation_id, due_on, link_id) WHERE state = 'open'`,
    `CREATE INDEX tasks_ahead ON tasks (organisation_id, asked_on) WHERE state = 'planned' AND kind = 'backups'`,
  ])
    await schema.sequelize.query(sql);
}
