import type { CreationAttributes, Model, ModelStatic } from 'sequelize';

/** The model of a row that is stored, without asking for it. */
export const storedRow = <M extends Model>(model: ModelStatic<M>, row: CreationAttributes<M>): M =>
  model.build(row, { isNewRecord: false, raw: true });
