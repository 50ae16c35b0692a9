import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { VERDICTS, type Verdict } from '../domain/lifecycle/doubles.ts';
import { oneOf } from './database/oneOf.ts';

/**
 * What somebody said of two requests of one organisation: that they are one person's, or that they are not. One verdict of a pair
 * stands at most; the earlier ones stay, undone.
 */
export class PersonLink extends Model<InferAttributes<PersonLink>, InferCreationAttributes<PersonLink>> {
  declare id: CreationOptional<number>;
  /** The older of the two, by its number. */
  declare oneId: number;
  declare otherId: number;
  declare verdict: Verdict;
  declare saidBy: string;
  declare saidAt: Date;
  declare undoneAt: CreationOptional<Date | null>;
}

export function definePersonLink(database: Sequelize): void {
  PersonLink.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      oneId: DataTypes.INTEGER,
      otherId: DataTypes.INTEGER,
      verdict: oneOf(VERDICTS),
      saidBy: DataTypes.STRING,
      saidAt: DataTypes.DATE,
      undoneAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'person_links' },
  );
}
