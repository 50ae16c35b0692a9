/** An error and its causes: Sequelize names a cause `parent`, JavaScript `cause`. */
export function withCauses(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const { parent, cause = parent } = error as { parent?: unknown; cause?: unknown };
  return [error, ...(cause === error ? [] : withCauses(cause))];
}

export const codeOf = (error: Error): string => String((error as { code?: unknown }).code ?? '');

/**
 * What may be logged of any error: its name, its code or that of the driver's error below it, and where it arose. Not its
 * message, which may quote what a person wrote.
 */
export function outlineOf(error: Error): { name: string; code?: string; where: string[] } {
  const { code = (error as { parent?: { code?: string } }).parent?.code } = error as { code?: string };
  const where = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { name: error.name, code, where };
}
