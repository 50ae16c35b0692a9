/** What sees the parts of a file go by, in their order, and knows its type in the end. */
export type TypeWatch = { sees(part: Buffer): void; isKnown(): Promise<string> };

/** The signs of every type stand in so much of a file. */
const BEGINNING = 256 * 1024;

/** What the sender says about the type counts for nothing: bytes that show none are bytes. */
export function watchType(): TypeWatch {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first: Buffer | undefined;
  let isText = true;
  const looksLikeText = (part: Buffer) => {
    if (part.includes(0)) return false;
    try {
      decoder.decode(part, { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  const endsAsText = () => {
    try {
      decoder.decode();
      return true;
    } catch {
      return false;
    }
  };
  return {
    sees: (part) => {
      first ??= Buffer.from(part.subarray(0, BEGINNING));
      isText &&= looksLikeText(part);
    },
    isKnown: async () => {
      const { fileTypeFromBuffer } = await import('file-type'); // a desk starts without its list of formats
      const found = first && (await fileTypeFromBuffer(first));
      if (found) return found.mime;
      return isText && endsAsText() ? 'text/plain' : 'application/octet-stream';
    },
  };
}
