/** Words of our own vocabularies as an SQL list: `'open', 'waiting'`. Never what a person wrote. */
export const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
