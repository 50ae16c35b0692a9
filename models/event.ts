import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { EVENT_KINDS } from '../domain/lifecycle/events.ts';
import { oneOf } from './database/oneOf.ts';

/** A row of the event log: append-only, chained per request (Art. 5(2)). */
export class Event extends Model<InferAttributes<Event>, InferCreationAttributes<Event>> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare requestId: number;
  /** How its hash was made: `models/event/verify.ts` knows each way. */
  declare chainVersion: CreationOptional<number>;
  declare sequence: number;
  declare kind: string;
  declare at: string;
  declare actor: string;
  declare data: string;
  declare previousHash: string;
  declare hash: string;
}

export function defineEvent(database: Sequelize): void {
  Event.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      requestId: DataTypes.INTEGER,
      chainVersion: { type: DataTypes.INTEGER, defaultValue: 1 },
      sequence: DataTypes.INTEGER,
      kind: oneOf(EVENT_KINDS),
      at: DataTypes.STRING,
      actor: DataTypes.STRING,
      data: DataTypes.TEXT,
      previousHash: DataTypes.STRING,
      hash: DataTypes.STRING,
    },
    { sequelize: database, tableName: 'events' },
  );
}
