import type { QueryInterface } from 'sequelize';
import { BLOB, INTEGER, required } from './columns.ts';

/** The words that a DPO chose for the contents of an answer, sealed with the request; saved apart from what was stated. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('answer_drafts', 'words', { type: BLOB });
  await schema.addColumn('answer_drafts', 'words_version', { type: INTEGER, ...required, defaultValue: 0 });
}
