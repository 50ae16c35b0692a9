import { formatOf, type JsonKind, kindOf } from './kinds.ts';
import type { DataSchema } from './schema.ts';

/**
 * Whether a value follows a schema of the few words that we write. Of the validators tried, one took `constructor` for a member that
 * every object has, another makes code of the schema; these come from a stranger's file.
 */
export function follows(schema: DataSchema | false | undefined, value: unknown): boolean {
  if (schema === false) return false;
  if (!schema) return true;
  const kind = kindOf(value);
  const { type = kind } = schema;
  if (!isKind(type, kind) && !(kind === 'integer' && isKind(type, 'number'))) return false;
  if (kind === 'string') return !schema.format || formatOf(value as string) === schema.format;
  if (kind === 'array') return (value as unknown[]).every((item) => follows(schema.items, item));
  return kind !== 'object' || followsMembers(schema, value as object);
}

const isKind = (type: NonNullable<DataSchema['type']>, kind: JsonKind): boolean =>
  type === kind || (typeof type !== 'string' && type.includes(kind));

function followsMembers(schema: DataSchema, value: object): boolean {
  if (schema.required?.some((name) => !Object.hasOwn(value, name))) return false;
  return Object.entries(value).every(([name, member]) => follows(memberSchema(schema, name), member));
}

/** The schema of a member of an object; `false` where there may be none of that name. */
export const memberSchema = ({ properties, additionalProperties }: DataSchema, name: string) =>
  properties && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
