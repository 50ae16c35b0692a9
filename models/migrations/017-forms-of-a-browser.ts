import { DataTypes, type QueryInterface } from 'sequelize';

/** Which forms one browser has begun: each is a draft of its own, and can be gone on with or deleted. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('drafts', 'browser_hash', { type: DataTypes.STRING(64) });
  await schema.addIndex('drafts', ['browser_hash']);
}
