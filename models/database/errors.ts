/** An error and what caused it: Sequelize calls that its `parent`, the language its `cause`. */
export function withCauses(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const { parent, cause = parent } = error as { parent?: unknown; cause?: unknown };
  return [error, ...(cause === error ? [] : withCauses(cause))];
}

export const codeOf = (error: Error): string => String((error as { code?: unknown }).code ?? '');

/**
 * What a log may say of any error: its name, its code or that of the driver below it, and where in the code it arose. Not
 * its message, which may quote what a person wrote.
 */
export function outlineOf(error: Error): { name: string; code?: string; where: string[] } {
  const { code = (error as { parent?: { code?: string } }).parent?.code } = error as { code?: string };
  const where = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { name: error.name, code, where };
}
