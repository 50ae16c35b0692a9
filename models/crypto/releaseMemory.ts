/**
 * Frees a buffer that is no longer read. Its memory lies outside the heap and otherwise makes the garbage collector run every few
 * parts of a file. Shared memory is left alone.
 */
export function releaseMemory({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
