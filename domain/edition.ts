/**
 * Editions of the desk's own rules: the shipped readings of laws and policies, the corrections to holiday calendars, and the
 * arithmetic of waits. Edition 1 held until November 2026. Edition 2 corrects it: no wait makes a date earlier, calendars were
 * compared with their laws, and Art. 12(3) covers Arts. 15 to 22 alone. Edition 3 lets a restart stand whatever it does to a
 * date (UK GDPR Art. 12A), and words some duties more plainly. A request keeps its edition until somebody has seen what the
 * next one would move. docs/law.md#editions
 */
export const EDITIONS = [1, 2, 3] as const;
export type Edition = (typeof EDITIONS)[number];

/** The edition for every new request, and for every computation without one. */
export const PRESENT_EDITION: Edition = 3;
