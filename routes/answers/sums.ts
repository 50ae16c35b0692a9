import { createHash } from 'node:crypto';

/** Size and SHA-256 of what has gone into a zip, by path. */
export type Sums = Map<string, { size: number; sha256: string }>;

/** The same parts; once the last has passed, their sum is noted. */
export async function* summed(
  sums: Sums,
  path: string,
  parts: AsyncIterable<Buffer> | Iterable<Buffer>,
): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  let size = 0;
  for await (const part of parts) {
    digest.update(part);
    size += part.length;
    yield part;
  }
  sums.set(path, { size, sha256: digest.digest('hex') });
}

/** The sums as `sha256sum -c` reads them. */
export const sumsFile = (sums: Sums): string =>
  [...sums].map(([path, { sha256 }]) => `${sha256}  ${path}\n`).join('');
