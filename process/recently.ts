/** What took an effort to find out is at most this old: whoever asks often must not make it be done often. */
const FRESH_MS = 10_000;

/** Asks again only when the last answer is no longer fresh. */
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

/** The same for each of what is asked about. */
export function recentlyFor<Key, T>(ask: (about: Key) => Promise<T>): (about: Key) => Promise<T> {
  const known = new Map<Key, () => Promise<T>>();
  return (about) => {
    const again = known.get(about) ?? recently(() => ask(about));
    known.set(about, again);
    return again();
  };
}
