import type { QueryInterface } from 'sequelize';

/** The open requests that the third edition of the rules has not reached are counted with each page of the queue. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addIndex('subject_requests', ['organisation_id'], {
    name: 'subject_requests_before_third_edition',
    where: schema.sequelize.literal("edition < 3 AND status <> 'closed'"),
  });
}
