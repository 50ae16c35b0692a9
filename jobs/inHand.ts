import type { DeliveryOutcome } from './handOver.ts';

/** The letters now being delivered: one in the foreground, and those deferred until the server answers. */
export class LettersInHand {
  /** The desk's first own error; it ends the run. */
  fault: { error: unknown } | undefined;
  readonly #letters = new Set<Promise<DeliveryOutcome | undefined>>();
  readonly #deferAfter: number;
  readonly #count: (outcome: DeliveryOutcome) => void;

  constructor(deferAfter: number, count: (outcome: DeliveryOutcome) => void) {
    this.#deferAfter = deferAfter;
    this.#count = count;
  }

  get size(): number {
    return this.#letters.size;
  }

  /** Waits for the result, or until the letter is deferred. */
  async take(work: (onWhole: () => void) => Promise<DeliveryOutcome>): Promise<DeliveryOutcome | undefined> {
    const deferral = Promise.withResolvers<undefined>();
    const letter = this.#followed(
      work(() => void setTimeout(() => deferral.resolve(undefined), this.#deferAfter).unref()),
    );
    this.#letters.add(letter);
    void letter.finally(() => this.#letters.delete(letter));
    return Promise.race([letter, deferral.promise]);
  }

  /** Waits until one of them ends. */
  async one(): Promise<void> {
    await Promise.race(this.#letters);
  }

  async all(): Promise<void> {
    await Promise.all(this.#letters);
  }

  async #followed(work: Promise<DeliveryOutcome>): Promise<DeliveryOutcome | undefined> {
    try {
      const outcome = await work;
      this.#count(outcome);
      return outcome;
    } catch (error) {
      this.fault ??= { error };
      return undefined;
    }
  }
}
