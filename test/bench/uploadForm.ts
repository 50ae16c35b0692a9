import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Asker } from '../support/asker.ts';

export const MIB = 1024 * 1024;
const BYTES = randomBytes(25 * MIB);

export type Sent = { status: number; ms: number };

/** Sends a form with so many files of so many MiB, at most 25, given out as the connection takes them. */
export function sendForm(
  asker: Asker,
  fields: Record<string, string>,
  { files, mib }: { files: number; mib: number },
): Promise<Sent> {
  const texts = Object.entries(fields)
    .map(([name, value]) => `--part\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('');
  const head = '--part\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\n';
  const ending = '--part--\r\n';
  const length = texts.length + files * (head.length + mib * MIB + 2) + ending.length;
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const headers = {
      cookie: asker.cookie(),
      'content-type': 'multipart/form-data; boundary=part',
      'content-length': length,
    };
    const sending = request(`${asker.base}/ask/files`, { method: 'POST', headers }, (answer) => {
      resolve({ status: answer.statusCode ?? 0, ms: performance.now() - begun });
      answer.resume().on('error', () => undefined); // answered before all of it was sent
    });
    sending.on('error', reject); // of one that has its answer it says nothing more
    const write = (bytes: Buffer | string) =>
      new Promise<void>((done) => void sending.write(bytes, () => done()));
    void (async () => {
      await write(texts);
      for (let nth = 0; nth < files; nth += 1) {
        await write(head);
        for (let at = 0; at < mib && !sending.destroyed; at += 1)
          await write(BYTES.subarray(at * MIB, (at + 1) * MIB));
        await write('\r\n');
      }
      sending.end(ending);
    })();
  });
}
