import type { Desk } from '../models/desk.ts';
import { writePlans } from '../models/letter/planned.ts';
import { planEscalations } from '../models/letter/plans.ts';

/**
 * Queues the daily digest of overdue deadlines, and the letters for the day after a due date. Returns the number of new
 * letters.
 */
export const escalateOverdue = async (desk: Desk, now: Date): Promise<number> =>
  writePlans(desk, await planEscalations(desk, now), now);
