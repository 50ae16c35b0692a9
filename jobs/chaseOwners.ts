import type { Desk } from '../models/desk.ts';
import { newPlans, type Plan, writePlans } from '../models/letter/planned.ts';
import { planChase } from '../models/task/chase.ts';
import { followOwners } from '../models/task/followOwners.ts';
import { renewEnded } from '../models/task/renewLinks.ts';
import { toChase } from '../models/task/toChase.ts';

/**
 * Reminds the owners of systems of what waits, each once a day at most, and tells those who work on a request where nobody answers.
 * Returns the number of new letters, and of tasks that came to another owner.
 */
export async function chaseOwners(desk: Desk, now: Date): Promise<{ written: number; moved: number }> {
  const found = await toChase(desk, now);
  if (found.today.size === 0) return { written: 0, moved: 0 };
  const moved = await followOwners(desk, found.today);
  await renewEnded(desk);
  const chased = moved === 0 ? found : await toChase(desk, now);
  return { written: await writePlans(desk, await planChase(desk, chased, now), now), moved };
}

/** The letters that a run would queue. */
export const chaseForeseen = async (desk: Desk, now: Date): Promise<Plan[]> =>
  newPlans(desk, await planChase(desk, await toChase(desk, now), now));
