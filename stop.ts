/** What hangs longer than this is cut, so that the process ends within ten seconds. */
const LONGEST = 8000;

/**
 * At SIGTERM or SIGINT runs `stops` in order and exits 0. A second signal changes nothing: Ctrl-C under npm comes twice,
 * once from the terminal and once from npm.
 */
export function stopOnSignal(stops: (() => Promise<void>)[]): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), LONGEST);
    for (const each of stops) await each().catch(() => undefined); // the others still have to stop
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
