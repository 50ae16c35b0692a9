import { burst } from './burst.ts';
import { deadlines } from './deadlines.ts';
import { exportTable } from './export.ts';
import type { Effort, Measured } from './measure.ts';
import { post } from './post.ts';
import { queue } from './queue.ts';
import { requestPage } from './requestPage.ts';
import { search } from './search.ts';
import { type Filled, noDesk } from './setUp.ts';
import { start } from './start.ts';
import { sweep } from './sweep.ts';

type Bench = (on: Filled, floorOn: Filled, effort: Effort) => Promise<Measured>;

/** Every bench by its name, in the order in which they run. */
export const BENCHES: Record<string, Bench> = {
  queue,
  request: requestPage,
  search,
  sweep,
  post,
  burst,
  deadlines,
  export: exportTable,
  start,
};

/** Those that compute and read nothing. */
const WITHOUT_DESK = ['deadlines'];

/** Runs a bench on the desks that `find` gives, where it wants any: ours and the floor's. */
export async function measured(
  bench: string,
  rows: number,
  find: () => Promise<[ours: Filled, floors: Filled]>,
  effort: Effort,
): Promise<Measured> {
  const measure = BENCHES[bench] as Bench;
  const [ours, floors] = WITHOUT_DESK.includes(bench) ? [noDesk(rows), noDesk(rows)] : await find();
  return measure(ours, floors, effort);
}
