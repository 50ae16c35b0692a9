import type { Desk } from '../models/desk.ts';
import { writePlans } from '../models/letter/planned.ts';
import { planReminders } from '../models/letter/plans.ts';

/** Queues the reminder of every clock whose next step has come. Gives how many letters are new. */
export const remindBeforeDue = async (desk: Desk, now: Date): Promise<number> =>
  writePlans(desk, await planReminders(desk, now), now);
