import { type Entry, fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { RuleViolation } from '../../domain/ruleViolation.ts';

/** The parts of an Office file by their path. */
export type OfficeParts = Map<string, Buffer>;

/** The most that a file may unpack to: one that was made to fill memory ends here. */
const MOST = 300 * 1024 * 1024;
/** Every part has this time: when somebody saved is no matter of the person who reads. */
const TIME = new Date(Date.UTC(2000, 0, 1));

export async function partsOf(bytes: Uint8Array, name: string): Promise<OfficeParts> {
  const parts: OfficeParts = new Map();
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
    let size = 0;
    for await (const entry of zip.eachEntry()) {
      size += entry.uncompressedSize;
      if (size > MOST) throw new RuleViolation('file-too-large-to-clean', { name, most: MOST / 1024 / 1024 });
      if (!entry.fileName.endsWith('/')) parts.set(entry.fileName, asUtf8(await unpacked(zip, entry)));
    }
  } catch (error) {
    if (error instanceof RuleViolation) throw error;
    throw new RuleViolation('file-unreadable', { name });
  }
  if (!parts.has('[Content_Types].xml')) throw new RuleViolation('file-unreadable', { name });
  return parts;
}

const WIDE = { fffe: 'utf-16le', feff: 'utf-16be' } as const;

/** XML may be in UTF-16 too: whatever looks into it reads UTF-8. */
function asUtf8(bytes: Buffer): Buffer {
  const mark = bytes.toString('hex', 0, 2);
  if (mark !== 'fffe' && mark !== 'feff') return bytes;
  const text = new TextDecoder(WIDE[mark]).decode(bytes);
  return /^\s*</.test(text)
    ? Buffer.from(text.replace(/^(<\?xml[^>]*?)\sencoding\s*=\s*(?:"[^"]*"|'[^']*')/, '$1'))
    : bytes;
}

async function unpacked(zip: Awaited<ReturnType<typeof fromBufferPromise>>, entry: Entry): Promise<Buffer> {
  const read: Buffer[] = [];
  for await (const part of await zip.openReadStreamPromise(entry)) read.push(part as Buffer);
  return Buffer.concat(read);
}

export async function zipOf(parts: OfficeParts): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, bytes] of parts) zip.addBuffer(bytes, path, { mtime: TIME });
  zip.end();
  const written: Buffer[] = [];
  for await (const part of zip.outputStream) written.push(part as Buffer);
  return Buffer.concat(written);
}
