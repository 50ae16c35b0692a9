/** A request that ends here with a status and that status's page. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`refused with ${status}`);
    this.name = 'Refusal';
    this.status = status;
  }
}

/** 404, the same for what is not there and for what is not yours to know. */
export const notFound = (): Refusal => new Refusal(404);
