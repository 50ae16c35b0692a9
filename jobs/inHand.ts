import type { Outcome } from './handOver.ts';

/** The letters that are being handed over: one, and those that wait aside for the server's answer. */
export class InHand {
  /** The first fault of ours: it ends the run. */
  fault: { error: unknown } | undefined;
  readonly #letters = new Set<Promise<Outcome | undefined>>();
  readonly #asideAfter: number;
  readonly #count: (outcome: Outcome) => void;

  constructor(asideAfter: number, count: (outcome: Outcome) => void) {
    this.#asideAfter = asideAfter;
    this.#count = count;
  }

  get size(): number {
    return this.#letters.size;
  }

  /** Waits for the outcome, or until the letter steps aside. */
  async take(work: (onWhole: () => void) => Promise<Outcome>): Promise<Outcome | undefined> {
    const aside = Promise.withResolvers<undefined>();
    const letter = this.#followed(
      work(() => void setTimeout(() => aside.resolve(undefined), this.#asideAfter).unref()),
    );
    this.#letters.add(letter);
    void letter.finally(() => this.#letters.delete(letter));
    return Promise.race([letter, aside.promise]);
  }

  /** Waits for one of them. */
  async one(): Promise<void> {
    await Promise.race(this.#letters);
  }

  async all(): Promise<void> {
    await Promise.all(this.#letters);
  }

  async #followed(work: Promise<Outcome>): Promise<Outcome | undefined> {
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
