/** Watches the parts of a file in order and returns its type at the end. */
type TypeWatch = { sees(part: Buffer): void; isKnown(): Promise<string> };

/** The bytes that identify any type are within this many. */
const BEGINNING = 256 * 1024;

/** Ignores the type that the sender claims; unrecognised bytes are `application/octet-stream`. */
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
