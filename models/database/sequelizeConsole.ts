const ENDING_FAILED = /^(Committing|Rolling back) transaction \S+ failed/;

/**
 * Sequelize throws what a transaction's end failed with, and tells the console too. Whoever catches it says it once, in the
 * log or in the line of a start that cannot be: the console is left out.
 */
export function leaveOutTheConsole(): void {
  const { warn } = console;
  console.warn = (...said: unknown[]) => {
    if (!ENDING_FAILED.test(String(said[0]))) warn(...said);
  };
}
