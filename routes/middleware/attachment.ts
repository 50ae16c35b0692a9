import type { Response } from 'express';
import type { UploadedFile } from './uploads.ts';

/** Hands out a file to be saved: never shown in our name, never run. */
export function sendFile(response: Response, { name, mediaType, content }: UploadedFile): void {
  response.set({
    'Content-Type': mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType,
    'Content-Disposition': disposition(name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
  response.end(content);
}

/** RFC 6266 with the name of RFC 5987: plain ASCII for old readers, the true name beside it. */
function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
