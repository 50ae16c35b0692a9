/** A run that did nothing for so long was broken off, in milliseconds. */
const QUIET = 60_000;

/** Whether some process is still at work on a run that it last touched then. */
export const isStillWorked = (touchedAt: Date, now: Date): boolean =>
  now.getTime() - touchedAt.getTime() < QUIET;
