import type { CreationAttributes, Model, ModelStatic } from 'sequelize';

/** A model instance for a row that is already stored, without a query. */
export const storedRow = <M extends Model>(model: ModelStatic<M>, row: CreationAttributes<M>): M =>
  model.build(row, { isNewRecord: false, raw: true });

type Nullable<Row> = { [Column in keyof Row]: null extends Row[Column] ? Column : never }[keyof Row];

/** A row without its empty columns: the domain leaves out what is unknown. */
export const withoutNulls = <Row extends object>(row: Row) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Omit<
    Row,
    Nullable<Row>
  > & {
    [Column in Nullable<Row>]?: Exclude<Row[Column], null>;
  };
