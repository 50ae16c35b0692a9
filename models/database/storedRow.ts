import type { CreationAttributes, Model, ModelStatic } from 'sequelize';

/** A model instance for a row that is already stored, without a query. */
export const storedRow = <M extends Model>(model: ModelStatic<M>, row: CreationAttributes<M>): M =>
  model.build(row, { isNewRecord: false, raw: true });
