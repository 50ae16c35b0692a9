/** What goes on until it is stopped. */
export type Running = { stop(): Promise<void> };

/** Starts it so many milliseconds from now, and never where it is stopped before. */
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
