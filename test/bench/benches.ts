import { adversary } from './adversary.ts';
import { burst } from './burst.ts';
import { chase } from './chase.ts';
import { deadlines } from './deadlines.ts';
import { exportTable } from './export.ts';
import { importRegister } from './import.ts';
import type { Effort, Measured } from './measure.ts';
import { packageOfAnswer } from './package.ts';
import { post } from './post.ts';
import { queue } from './queue.ts';
import { reports } from './reports.ts';
import { requestPage } from './requestPage.ts';
import { search } from './search.ts';
import { type Filled, noDesk } from './setUp.ts';
import { start } from './start.ts';
import { sweep } from './sweep.ts';
import { ownersPage, systemsPage } from './taskPages.ts';
import { today } from './today.ts';
import { upload } from './upload.ts';

type Bench = (on: Filled, floorOn: Filled, effort: Effort) => Promise<Measured>;

/** Every bench by its name, in the order in which they run. */
export const BENCHES: Record<string, Bench> = {
  queue,
  request: requestPage,
  search,
  reports,
  today,
  sweep,
  chase,
  post,
  burst,
  deadlines,
  export: exportTable,
  import: importRegister,
  start,
  upload,
  systems: systemsPage,
  owner: ownersPage,
  package: packageOfAnswer,
  adversary,
};

/** Those that compute and read nothing. */
const WITHOUT_DESK = ['deadlines'];

/** What is measured there is one statement, and the floor's is one of the same database. */
const BESIDE_ITSELF = ['sweep', 'chase'];

/** Runs a bench on the desks that `find` gives, where it wants any: ours and the floor's, which is on sqlite. */
export async function measured(
  bench: string,
  rows: number,
  find: (whose: 'ours' | 'floors') => Promise<Filled>,
  effort: Effort,
): Promise<Measured> {
  const measure = BENCHES[bench] as Bench;
  if (WITHOUT_DESK.includes(bench)) return measure(noDesk(rows), noDesk(rows), effort);
  const ours = await find('ours');
  const floors = BESIDE_ITSELF.includes(bench) ? ours : await find('floors');
  return measure(ours, floors.databaseUrl === ours.databaseUrl ? ours : floors, effort);
}
