import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import type { CalendarDate } from '../domain/calendar/calendarDate.ts';

/** The days on which a member of staff is away, and who stands in; without a member, those on which the organisation is closed. */
export class Absence extends Model<InferAttributes<Absence>, InferCreationAttributes<Absence>> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare userId: number | null;
  declare fromOn: CalendarDate;
  declare untilOn: CalendarDate;
  declare deputyId: number | null;
  declare createdAt: Date;
}

export function defineAbsence(database: Sequelize): void {
  Absence.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      userId: DataTypes.INTEGER,
      fromOn: DataTypes.STRING,
      untilOn: DataTypes.STRING,
      deputyId: DataTypes.INTEGER,
      createdAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'absences' },
  );
}
