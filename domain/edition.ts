/**
 * The desk's own rules in their editions: the shipped readings of laws and policies, the corrections to holiday calendars, and
 * the arithmetic of waits. 1 counted until November 2026. 2 corrects it: no wait makes a date earlier, calendars were compared
 * with their laws, Art. 12(3) reaches Art. 15 to 22 alone. 3 lets a restart stand whatever it does to a date (UK GDPR Art. 12A),
 * and says some duties in plainer words. A request keeps the edition that it was counted by until somebody has
 * seen what the next one would move.
 */
export const EDITIONS = [1, 2, 3] as const;
export type Edition = (typeof EDITIONS)[number];

/** By which every new request, and every computation without a request, is counted. */
export const PRESENT_EDITION: Edition = 3;
