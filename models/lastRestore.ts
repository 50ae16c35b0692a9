import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { inTransaction } from './database/transaction.ts';
import { up } from './migrations/050-last-restore.ts';

/** The last restore of the desk from a backup: one row. What happened after `madeAt` and before `restoredAt` is not in the desk. */
export class LastRestore extends Model<InferAttributes<LastRestore>, InferCreationAttributes<LastRestore>> {
  declare id: CreationOptional<number>;
  /** When the backup was made. */
  declare madeAt: Date;
  declare restoredAt: Date;
  /** When whom it concerns was told. */
  declare toldAt: CreationOptional<Date | null>;
}

export function defineLastRestore(database: Sequelize): void {
  LastRestore.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true },
      madeAt: DataTypes.DATE,
      restoredAt: DataTypes.DATE,
      toldAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'last_restore' },
  );
}

const ROW = 1;

/** The last restore; null if the desk was never restored. */
export const lastRestore = (options: { lock?: boolean } = {}): Promise<LastRestore | null> =>
  LastRestore.findByPk(ROW, options);

/** Records a restore in the desk that it made, also in one of a release that knows no such table. */
export async function noteRestore(
  database: Sequelize,
  restored: { madeAt: Date; restoredAt: Date },
): Promise<void> {
  await inTransaction(database, async () => {
    await up(database.getQueryInterface());
    await LastRestore.upsert({ id: ROW, ...restored, toldAt: null });
  });
}
