/** Ends a request with a status and the page for that status. */
export class Refusal extends Error {
  readonly status: number;
  readonly reason: RefusalReason | undefined;

  constructor(status: number, reason?: RefusalReason) {
    super(`refused with ${status}`);
    this.name = 'Refusal';
    this.status = status;
    this.reason = reason;
  }
}

/** 404, both for what does not exist and for what the reader may not know of. */
export const notFound = (): Refusal => new Refusal(404);

/** Rate limit exceeded, with the time to try again. */
export class TooManyTries extends Refusal {
  readonly until: Date;

  constructor(until: Date) {
    super(429);
    this.until = until;
  }
}

/**
 * Refusals with their own words: a form of another session, a form without any cookie, a form larger than any of ours, and a download
 * while too many are under way.
 */
type RefusalReason = 'stale-form' | 'no-cookie' | 'large-form' | 'packages-busy';

/** The form belongs to another organisation than the one that it would be written to. Nothing is written in either. */
export class OtherOrganisation extends Refusal {
  /** The form's organisation. */
  readonly organisationId: number;

  constructor(organisationId: number) {
    super(409);
    this.organisationId = organisationId;
  }
}
