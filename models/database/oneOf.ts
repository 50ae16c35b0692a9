import { DataTypes, type Model, type ModelStatic } from 'sequelize';

/**
 * A column that holds one word of a closed vocabulary, or null. Other words are refused by Sequelize for models, and by
 * `mustBeKnown` for rows written by a plain statement.
 */
export const oneOf = (words: readonly string[]) => ({
  type: DataTypes.STRING,
  validate: { isIn: [[...words]] },
});

/** Throws if a row holds a word outside its column's vocabulary. */
export function mustBeKnown<M extends Model>(model: ModelStatic<M>, rows: readonly object[]): void {
  for (const [name, words] of vocabulariesOf(model))
    for (const row of rows) {
      const word = (row as Record<string, unknown>)[name];
      if (word !== undefined && word !== null && !words.has(String(word)))
        throw new Error(`${model.tableName}.${name} does not know "${word}"`);
    }
}

type Vocabularies = [column: string, words: ReadonlySet<string>][];
const known = new WeakMap<object, Vocabularies>();

function vocabulariesOf<M extends Model>(model: ModelStatic<M>): Vocabularies {
  const attributes = model.getAttributes() as Record<string, { validate?: { isIn?: unknown } }>;
  const found = known.get(attributes) ?? vocabulariesIn(attributes);
  known.set(attributes, found);
  return found;
}

const vocabulariesIn = (attributes: Record<string, { validate?: { isIn?: unknown } }>): Vocabularies =>
  Object.entries(attributes).flatMap(([name, { validate }]) => {
    const [words] = (validate?.isIn ?? []) as string[][];
    return words ? [[name, new Set(words)]] : [];
  });
