import { DataTypes } from 'sequelize';

/** The kinds of column that every table is made of; integers only, no ENUM, no DECIMAL, which sqlite does not have. */
export const { INTEGER, STRING, TEXT, DATE, BOOLEAN, BLOB } = DataTypes;
export const id = { type: INTEGER, primaryKey: true, autoIncrement: true };
export const required = { allowNull: false };

/** A reference to a row of another table. */
export const to = (table: string) => ({
  type: INTEGER,
  allowNull: false,
  references: { model: table, key: 'id' },
});
/** A reference that may be absent. */
export const toPerhaps = (table: string) => ({ ...to(table), allowNull: true });
