/** A background activity that can be stopped. */
export type Running = { stop(): Promise<void> };

/** Starts an activity after a delay, unless it is stopped before then. */
export function startDelayed(start: () => Running, milliseconds: number): Running {
  let running: Running | undefined;
  const timer = setTimeout(() => {
    running = start();
  }, milliseconds);
  return {
    stop: async () => {
      clearTimeout(timer);
      await running?.stop();
    },
  };
}
