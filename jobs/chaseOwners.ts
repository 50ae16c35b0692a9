import type { Desk } from '../models/desk.ts';
import { newPlans, type Plan, writePlans } from '../models/letter/planned.ts';
import { planChase } from '../models/task/chase.ts';
import { chaseDays } from '../models/task/chaseDays.ts';
import { followOwners } from '../models/task/followOwners.ts';
import { renewEnded } from '../models/task/renewLinks.ts';

/**
 * Reminds the owners of systems of what waits, each once a day at most, and tells those who work on a request where nobody answers.
 * Returns the number of new letters, and of tasks that came to another owner.
 */
export async function chaseOwners(desk: Desk, now: Date): Promise<{ written: number; moved: number }> {
  const days = await chaseDays(desk, now);
  if (days.length === 0) return { written: 0, moved: 0 };
  const moved = await followOwners(desk, days);
  await renewEnded(desk);
  return { written: await writePlans(desk, planChase(desk, days), now), moved };
}

/** The letters that a run would queue. */
export async function chaseForeseen(desk: Desk, now: Date): Promise<Plan[]> {
  const days = await chaseDays(desk, now);
  return days.length === 0 ? [] : newPlans(desk, planChase(desk, days));
}
