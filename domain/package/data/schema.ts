import { z } from 'zod';
import { type Shape, timesSeen } from './shape.ts';

const KINDS = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'] as const;
const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** The words of JSON Schema that we write: no more are read, so that no schema of a stranger can make a check endless. */
export type DataSchema = {
  $schema?: string;
  title?: string;
  type?: (typeof KINDS)[number] | (typeof KINDS)[number][];
  format?: 'date' | 'date-time';
  properties?: Record<string, DataSchema>;
  required?: string[];
  additionalProperties?: false | DataSchema;
  items?: DataSchema;
};

const kind = z.enum(KINDS);

export const DATA_SCHEMA: z.ZodType<DataSchema> = z.lazy(() =>
  z.strictObject({
    $schema: z.literal(DIALECT).optional(),
    title: z.string().optional(),
    type: z.union([kind, z.array(kind).min(1)]).optional(),
    format: z.enum(['date', 'date-time']).optional(),
    properties: z.record(z.string(), DATA_SCHEMA).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.literal(false), DATA_SCHEMA]).optional(),
    items: DATA_SCHEMA.optional(),
  }),
);

/** The schema of a file: JSON Schema, 2020-12. */
export const documentSchema = (title: string, schema: DataSchema): DataSchema => ({
  $schema: DIALECT,
  title,
  ...schema,
});

/** The schema of a list of records. */
export const listSchema = (items: DataSchema): DataSchema => ({ type: 'array', items });

/**
 * The schema that the values of a place follow: their kinds, the names of members, which of them are always there. It describes this
 * data, not what the system may hold; the same data have the same schema.
 */
export function schemaOf(shape: Shape): DataSchema {
  const kinds = KINDS.filter(
    (one) => shape.kinds.has(one) && !(one === 'integer' && shape.kinds.has('number')),
  );
  const [only] = kinds;
  return {
    ...(only && { type: kinds.length > 1 ? kinds : only }),
    ...(only === 'string' && kinds.length === 1 && isFormat(shape.format) && { format: shape.format }),
    ...(shape.kinds.has('object') && membersOf(shape)),
    ...(shape.items && timesSeen(shape.items) > 0 && { items: schemaOf(shape.items) }),
  };
}

const isFormat = (format: Shape['format']): format is 'date' | 'date-time' =>
  format !== undefined && format !== 'none';

function membersOf({ kinds, members, anyMember }: Shape): DataSchema {
  if (anyMember) return { additionalProperties: schemaOf(anyMember) };
  const all = [...(members ?? [])];
  const required = all
    .filter(([, member]) => timesSeen(member) === kinds.get('object'))
    .map(([name]) => name);
  return {
    properties: Object.fromEntries(all.map(([name, member]) => [name, schemaOf(member)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}
