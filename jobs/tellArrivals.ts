import type { Desk } from '../models/desk.ts';
import { writeArrivals } from '../models/letter/arrivals.ts';

/** Queues the letters about what has come: at once where a clock counts in hours, else in the morning. Gives how many are new. */
export const tellArrivals = (desk: Desk, now: Date): Promise<number> => writeArrivals(desk, now);
