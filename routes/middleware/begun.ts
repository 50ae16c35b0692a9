/** Reads the first part before it returns: an error until then can still be answered with an error page. */
export async function withFirstPart<T>(parts: AsyncIterable<T>): Promise<AsyncGenerator<T>> {
  const reader = parts[Symbol.asyncIterator]();
  return from(await reader.next(), reader);
}

async function* from<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
