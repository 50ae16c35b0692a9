import type { Desk } from '../desk.ts';

/** Days that the person can fetch an answer by its link. */
const DAYS_TO_FETCH = 30;

/** The expiry of an answer whose letter went out at a moment. */
export const endOfFetching = (sentAt: Date): Date =>
  new Date(sentAt.getTime() + DAYS_TO_FETCH * 24 * 3600_000);

/** The secret of an answer's link. */
export const answerTokenOf = (desk: Pick<Desk, 'keyring'>, requestId: number, version: number): string =>
  desk.keyring.token('answer', `${requestId}:${version}`);
