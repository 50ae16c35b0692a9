import type { QueryInterface } from 'sequelize';
import { STRING } from './columns.ts';

/**
 * The days on which staff are reminded of a day clock, counted back in working days when its dates are computed. What runs already
 * keeps 7 and 2 days until its dates are computed again.
 */
export async function up(schema: QueryInterface): Promise<void> {
  for (const name of ['first_reminder_on', 'second_reminder_on', 'last_reminder_on'])
    await schema.addColumn('deadlines', name, { type: STRING(10) });
  const before = (days: number) =>
    schema.sequelize.getDialect() === 'sqlite'
      ? `date(safe_on, '-${days} days')`
      : `to_char(safe_on::date - ${days}, 'YYYY-MM-DD')`;
  await schema.sequelize.query(`UPDATE deadlines SET first_reminder_on = ${before(7)},
    second_reminder_on = ${before(2)}, last_reminder_on = due_on
    WHERE kind = 'day' AND state = 'running' AND safe_on IS NOT NULL`);
}
