/** A background activity that can be stopped. */
type Stoppable = { stop(): Promise<void> };

/** Starts an activity after a delay, unless it is stopped before then. */
export function startDelayed(start: () => Stoppable, milliseconds: number): Stoppable {
  let running: Stoppable | undefined;
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
