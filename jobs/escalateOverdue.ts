import type { Desk } from '../models/desk.ts';
import { writePlans } from '../models/letter/planned.ts';
import { planEscalations } from '../models/letter/plans.ts';

/** Queues the day's digest of what is late, and the letters of the day after due. Gives how many letters are new. */
export const escalateOverdue = async (desk: Desk, now: Date): Promise<number> =>
  writePlans(desk, await planEscalations(desk, now), now);
