/** Reuse an expensive result for this long, in milliseconds, however often it is requested. */
const FRESH_MS = 10_000;

/** Caches the result of `ask`; calls it again only when the last result is too old. */
export function recently<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked = Number.NEGATIVE_INFINITY;
  let answer: Promise<T> | undefined;
  return () => {
    if (answer && performance.now() - asked < FRESH_MS) return answer;
    asked = performance.now();
    answer = ask();
    answer.catch(() => {
      asked = Number.NEGATIVE_INFINITY; // a fault is not kept
    });
    return answer;
  };
}

/** The same with a separate result for each key. */
export function recentlyFor<Key, T>(ask: (about: Key) => Promise<T>): (about: Key) => Promise<T> {
  const known = new Map<Key, () => Promise<T>>();
  return (about) => {
    const again = known.get(about) ?? recently(() => ask(about));
    known.set(about, again);
    return again();
  };
}
