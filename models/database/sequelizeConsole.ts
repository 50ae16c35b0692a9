const ENDING_FAILED = /^(Committing|Rolling back) transaction \S+ failed/;

/**
 * Sequelize throws the error of a failed commit or rollback, and prints it too. The caller reports it once, so this
 * suppresses the printing.
 */
export function leaveOutTheConsole(): void {
  const { warn } = console;
  console.warn = (...said: unknown[]) => {
    if (!ENDING_FAILED.test(String(said[0]))) warn(...said);
  };
}
