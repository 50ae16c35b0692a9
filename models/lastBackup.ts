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
import { isUnavailable } from './database/unavailable.ts';

/** The last backup, by command or timetable: one row for all processes of the desk. */
export class LastBackup extends Model<InferAttributes<LastBackup>, InferCreationAttributes<LastBackup>> {
  declare id: CreationOptional<number>;
  declare madeAt: Date;
  declare bytes: number;
}

export function defineLastBackup(database: Sequelize): void {
  LastBackup.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true },
      madeAt: DataTypes.DATE,
      bytes: { type: DataTypes.BIGINT, get: numberOf },
    },
    { sequelize: database, tableName: 'last_backup' },
  );
}

/** PostgreSQL's driver returns an eight-byte number as text. */
function numberOf(this: Model): number {
  return Number(this.getDataValue('bytes'));
}

const ROW = 1;

/** The last backup; null if none was made. */
export const lastBackup = (): Promise<LastBackup | null> => LastBackup.findByPk(ROW);

/**
 * Records a backup if the desk is writable. A desk with an older schema, a full disk or a read-only database can be backed up all the
 * same.
 */
export async function noteBackup(database: Sequelize, made: { madeAt: Date; bytes: number }): Promise<void> {
  if (isReadOnly(database)) return;
  try {
    if (!(await database.getQueryInterface().tableExists('last_backup'))) return;
    await inTransaction(database, () => LastBackup.upsert({ id: ROW, ...made }));
  } catch (error) {
    if (!isUnavailable(error)) throw error; // the backup is whole: its age is then told wrong, as too old
  }
}
