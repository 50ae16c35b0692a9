import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { OpenedFile } from '../../models/attachment/store.ts';
import { withFirstPart } from './begun.ts';

/** Hands out a file to be saved, a part at a time: never shown in our name, never run. A part that cannot be opened cuts it off. */
export async function sendFile(response: Response, file: OpenedFile): Promise<void> {
  const { name, mediaType, size, parts } = file;
  const read = await withFirstPart(parts);
  response.set(headersOf(name, mediaType, size));
  await pipeline(Readable.from(read, { objectMode: true, highWaterMark: 1 }), response).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error; // whoever asked has left
    },
  );
}

/** Hands out what was made for whoever asks, as a file to be saved. */
export function sendBytes(response: Response, name: string, mediaType: string, content: Buffer): void {
  response.set(headersOf(name, mediaType, content.length)).end(content);
}

const headersOf = (name: string, mediaType: string, size: number) => ({
  'Content-Length': String(size),
  'Content-Type': mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType,
  'Content-Disposition': disposition(name),
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'private, no-store',
});

/** RFC 6266 with the name of RFC 5987: plain ASCII for old readers, the true name beside it. */
function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
