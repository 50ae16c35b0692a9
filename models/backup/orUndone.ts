const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `work`. If it fails, or the process is told to stop meanwhile, runs `undo`; of nested calls the inner one is
 * undone first. Only a kill -9 skips this.
 */
export async function orUndone<T>(undo: () => void, work: () => Promise<T>): Promise<T> {
  const leave = () => {
    process.off('exit', undo);
    for (const signal of SIGNALS) process.off(signal, end);
  };
  const end = (signal: NodeJS.Signals) => {
    undo();
    leave();
    process.kill(process.pid, signal); // nobody listens any more, so that it ends us as it should have
  };
  process.once('exit', undo);
  for (const signal of SIGNALS) process.prependListener(signal, end);
  try {
    return await work();
  } catch (error) {
    undo();
    throw error;
  } finally {
    leave();
  }
}
