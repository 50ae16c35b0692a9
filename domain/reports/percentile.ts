/** How many answers took so many days. */
export type DaysCounted = { days: number; n: number };

/**
 * The number of days within which a share of the answers came, by nearest rank: the smallest number of days that occurred such that
 * at least that share took no longer. Always a number that occurred, never one between two. Of 1, 2, 3 and 10 days, 0.5 gives 2 and
 * 0.9 gives 10. Undefined where nothing was counted.
 */
export function percentile(counted: readonly DaysCounted[], share: number): number | undefined {
  const total = counted.reduce((sum, { n }) => sum + n, 0);
  if (total === 0) return undefined;
  const rank = Math.max(1, Math.ceil(share * total - TINY));
  let seen = 0;
  for (const { days, n } of [...counted].sort((a, b) => a.days - b.days)) {
    seen += n;
    if (seen >= rank) return days;
  }
  return undefined;
}

/** 0.9 of 10 is 9 and not a little more. */
const TINY = 1e-9;
