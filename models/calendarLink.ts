import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** The secret address of a member's calendar feed; one for each of their organisations. */
export class CalendarLink extends Model<
  InferAttributes<CalendarLink>,
  InferCreationAttributes<CalendarLink>
> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare userId: number;
  /** How often it was renewed: each time the address is another. */
  declare renewals: CreationOptional<number>;
  declare tokenHash: string;
  declare createdAt: Date;
  declare revokedAt: CreationOptional<Date | null>;
  declare seenAt: CreationOptional<Date | null>;
  declare views: CreationOptional<number>;
}

export function defineCalendarLink(database: Sequelize): void {
  CalendarLink.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      userId: DataTypes.INTEGER,
      renewals: { type: DataTypes.INTEGER, defaultValue: 0 },
      tokenHash: DataTypes.STRING,
      createdAt: DataTypes.DATE,
      revokedAt: DataTypes.DATE,
      seenAt: DataTypes.DATE,
      views: { type: DataTypes.INTEGER, defaultValue: 0 },
    },
    { sequelize: database, tableName: 'calendar_links' },
  );
}
