/**
 * Frees memory that nobody reads any more. It is outside of the heap, and makes the collector run every few parts of a file if it
 * is left to that. Memory that others share is left alone.
 */
export function releaseMemory({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
