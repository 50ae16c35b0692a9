import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { isReadOnly } from './database/readOnly.ts';
import { inTransaction } from './database/transaction.ts';

/** The last drill that showed that a backup can be restored: one row for all processes of the desk. */
export class LastDrill extends Model<InferAttributes<LastDrill>, InferCreationAttributes<LastDrill>> {
  declare id: CreationOptional<number>;
  declare heldAt: Date;
}

export function defineLastDrill(database: Sequelize): void {
  LastDrill.init(
    { id: { type: DataTypes.INTEGER, primaryKey: true }, heldAt: DataTypes.DATE },
    { sequelize: database, tableName: 'last_drill' },
  );
}

const ROW = 1;

/** The last good drill; null if there was none. */
export const lastDrill = (): Promise<LastDrill | null> => LastDrill.findByPk(ROW);

/** Records a good drill in a desk that can be written and has this release's schema. */
export async function noteDrill(database: Sequelize, heldAt: Date): Promise<void> {
  if (isReadOnly(database) || !(await database.getQueryInterface().tableExists('last_drill'))) return;
  await inTransaction(database, () => LastDrill.upsert({ id: ROW, heldAt }));
}
