import { hash } from 'node:crypto';
import { type Entry, fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import type { Browser } from './app.ts';

/** What a browser saves from an address, byte by byte. */
export async function savedFrom(visitor: Browser, path: string) {
  const answer = await visitor
    .get(path)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    });
  return { answer, bytes: answer.body as Buffer };
}

/** The files of a zip by path, read by another program than the one that wrote it. */
export async function filesOfZip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) files.set(entry.fileName, await bytesOf(zip, entry));
  return files;
}

async function bytesOf(zip: Awaited<ReturnType<typeof fromBufferPromise>>, entry: Entry): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Files of a zip by path. */
export type Contents = Record<string, string>;

/** A package of these files with its manifest and sums, written by hand. */
export function packageOf(files: Contents): Contents {
  const listed = Object.entries(files).map(([path, text]) => ({
    path,
    title: path,
    meaning: '',
    system: null,
    records: null,
    size: Buffer.byteLength(text),
    sha256: hash('sha256', text),
    mediaType: 'text/plain',
    schema: null,
    providedByPerson: null,
    redactions: [],
  }));
  const manifest = JSON.stringify({
    format: 'rightsdesk-answer-package',
    version: 1,
    organisation: 'Example Hosting',
    reference: 'R-AAAA-AAAA',
    right: 'access',
    language: 'en',
    answeredAt: '2026-03-02T10:00:00.000Z',
    files: listed,
  });
  const summed = { ...files, 'manifest.json': manifest };
  const lines = Object.entries(summed).map(([path, text]) => `${hash('sha256', text)}  ${path}\n`);
  return { ...summed, SHA256SUMS: lines.join('') };
}

/** A zip of these files; `mode` makes them links, for example, and `bent` changes its bytes. */
export async function zipped(
  contents: Contents,
  bent: (bytes: Buffer) => Buffer = (bytes) => bytes,
  mode = 0o100644,
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, text] of Object.entries(contents)) zip.addBuffer(Buffer.from(text), path, { mode });
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  return bent(Buffer.concat(parts));
}
