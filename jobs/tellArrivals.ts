import type { Desk } from '../models/desk.ts';
import { writeArrivals } from '../models/letter/arrivals.ts';

/**
 * Queues the letters about new requests: at once where a deadline counts in hours, otherwise in the morning. Returns the number
 * of new letters.
 */
export const tellArrivals = (desk: Desk, now: Date): Promise<number> => writeArrivals(desk, now);
