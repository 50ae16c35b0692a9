import type { QueryInterface } from 'sequelize';
import { BLOB, DATE, INTEGER, required, STRING } from './columns.ts';

/** What a DPO has typed into the form of an answer when they leave it for what it needs, sealed with the request. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('answer_drafts', 'typed', { type: BLOB });
  await schema.addColumn('answer_drafts', 'typed_version', { type: INTEGER, ...required, defaultValue: 0 });
  await schema.addColumn('answer_drafts', 'typed_by', { type: STRING });
  await schema.addColumn('answer_drafts', 'typed_at', { type: DATE });
}
