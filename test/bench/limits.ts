import type { AtMost } from './goals.ts';
import type { Effort } from './measure.ts';

/** The small desk of `npm run bench:check`: filled in seconds, kept for the day. */
export const ROWS = 10_000;

/** Few rounds of so many answers, each side in turn; seconds are those of `deadlines`, which answers nothing. */
export const EFFORT: Effort = { rounds: 3, seconds: 3, warmUp: 6, connections: 20, answers: 300 };

/**
 * About 1.5 times what `npm run bench:check` itself gave on 2026-11-22 on two cores at a load of 6 to 18, in brackets. The
 * processor's time of an answer of ours is compared with the floor's, which holds whatever else the machine does: not the
 * clock's. They are no goals: those are in `goals.ts`, on a quiet machine. Whoever makes a page dearer on purpose raises its line.
 */
export const LIMITS: Record<string, AtMost> = {
  // (12.7 to 34: in some processes V8 leaves the engine at half its speed or less, and why is not known yet; see docs/benchmarks.md)
  deadlines: { ratio: 60 },
  queue: { 'processor ratio': 9 }, // (3.8 to 5.9; with more columns 5.0 to 8.4 on 2026-11-30, at a load of 2 to 6)
  request: { 'processor ratio': 7.5 }, // (3.6 to 4.4; with the table of tasks 5.2 to 5.5 on 2026-11-29, at a load of 1)
  chase: { 'processor ratio': 7, 'new when run again': 0 }, // (2.7 to 4.8 on 2026-11-30, at a load of 2 and 4)
  systems: { 'processor ratio': 6 }, // (3.2 on 2026-11-30, at a load of 2)
  search: { 'processor ratio': 5.5 }, // (3.3 to 4.0; the floor counts no tabs)
  post: { 'processor ratio': 8 }, // (3.7 to 5.6)
  package: { 'processor ratio': 3, 'memory added, MiB': 120 },
  adversary: { 'processor ratio': 1 }, // (0.4 on 2026-11-29, at a load of 14)
  start: { 'processor ratio': 10, 'memory after queue, MiB': 250 }, // (5.1 to 7.6; 179 to 204)
};
