/** An error and what it came of: Sequelize calls that its `parent`, the language its `cause`. */
export function withCauses(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const { parent, cause = parent } = error as { parent?: unknown; cause?: unknown };
  return [error, ...(cause === error ? [] : withCauses(cause))];
}

export const codeOf = (error: Error): string => String((error as { code?: unknown }).code ?? '');
