import { type ReadableKind, readableKind } from './kind.ts';

/** The bytes of a file that is printed as an enclosure: some twenty pages. */
const MOST_PRINTED = 64 * 1024;

/** How a file is printed that goes with a letter on paper; undefined for one that goes on a data carrier: no text, or too long. */
export const printableKind = (file: {
  name: string;
  mediaType: string;
  size: number;
}): ReadableKind | undefined =>
  file.size <= MOST_PRINTED ? readableKind(file.name, file.mediaType) : undefined;
