/** A request that ends here with a status and that status's page. */
export class Refusal extends Error {
  readonly status: number;
  /** `stale-form`: the form was not made for this log-in, and gets words of its own. */
  readonly reason: 'stale-form' | undefined;

  constructor(status: number, reason?: 'stale-form') {
    super(`refused with ${status}`);
    this.name = 'Refusal';
    this.status = status;
    this.reason = reason;
  }
}

/** 404, the same for what is not there and for what is not yours to know. */
export const notFound = (): Refusal => new Refusal(404);
