import type { QueryInterface } from 'sequelize';

/** What one address has tried, shared by the processes of a fleet; an sqlite desk counts in its one process. The shape is RateLimiterPostgres's. */
export async function up({ sequelize }: QueryInterface): Promise<void> {
  if (sequelize.getDialect() !== 'postgres') return;
  await sequelize.query(
    'CREATE TABLE rate_limits (key VARCHAR(255) PRIMARY KEY, points INTEGER NOT NULL DEFAULT 0, expire BIGINT)',
  );
}
