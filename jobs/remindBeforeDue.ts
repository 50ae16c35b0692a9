import type { Desk } from '../models/desk.ts';
import { writePlans } from '../models/letter/planned.ts';
import { planReminders } from '../models/letter/plans.ts';

/** Queues a reminder for every deadline whose next step has come. Returns the number of new letters. */
export const remindBeforeDue = async (desk: Desk, now: Date): Promise<number> =>
  writePlans(desk, await planReminders(desk, now), now);
