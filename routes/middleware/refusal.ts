/** A request that ends here with a status and that status's page. */
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

/** 404, the same for what is not there and for what is not yours to know. */
export const notFound = (): Refusal => new Refusal(404);

/** Tried too often: when it can be tried again. */
export class TooManyTries extends Refusal {
  readonly until: Date;

  constructor(until: Date) {
    super(429);
    this.until = until;
  }
}

/** What gets words of its own: a form not made for this log-in, one without any cookie, and one that holds more than a form of ours can. */
type RefusalReason = 'stale-form' | 'no-cookie' | 'large-form';
