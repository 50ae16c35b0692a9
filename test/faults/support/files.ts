import { once } from 'node:events';
import { connect } from 'node:net';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import type { Asker } from '../../support/asker.ts';

export const MIB = 1024 * 1024;

export type Part = { name: string; type?: string; content: Buffer | string };

const UNPACKED = 256 * MIB;

/** Files of a few hundred KiB that unpack to 256 MiB; the zips claim four gigabytes. */
export function bombs(): Part[] {
  const zeros = Buffer.alloc(UNPACKED);
  const packed = deflateRawSync(zeros);
  const zip = (name: string) => zipOf(name, packed, crc32(zeros));
  return [
    { name: 'a.zip', type: 'application/zip', content: zip('zeros.txt') },
    { name: 'a.docx', content: zip('[Content_Types].xml') }, // read by who wants to know what kind of document it is
    { name: 'a.odt', content: zip('mimetype') },
    { name: 'a.tar.gz', type: 'application/gzip', content: gzipSync(zeros) },
  ];
}

/** Sends files as a browser does from the page of files, and `more` fields. Gives the status. */
export async function sendFiles(asker: Asker, files: Part[], more = 0): Promise<number> {
  const form = new FormData();
  for (const [name, value] of Object.entries(await asker.hidden('/ask/files'))) form.append(name, value);
  for (let at = 0; at < more; at += 1) form.append(`field${at}`, 'x');
  for (const { name, type, content } of files)
    form.append('files', new Blob([new Uint8Array(Buffer.from(content))], { type }), name);
  const answer = await asker.send('/ask/files', form);
  await answer.arrayBuffer();
  return answer.status;
}

/**
 * Sends a form with one file by hand: `promised` bytes are named in the header and `sent` of them go out, then the connection
 * breaks (`cut`) or says that it has ended (`end`). Gives what came back.
 */
export async function sendPartly(
  asker: Asker,
  { promised, sent, ending }: { promised: number; sent: number; ending: 'cut' | 'end' },
): Promise<string> {
  const hidden = await asker.hidden('/ask/files');
  const fields = Object.entries(hidden).map(
    ([name, value]) => `--part\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file =
    '--part\r\nContent-Disposition: form-data; name="files"; filename="half.bin"\r\nContent-Type: application/pdf\r\n\r\n';
  const { hostname, port, host } = new URL(asker.base);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  socket.write(
    `POST /ask/files HTTP/1.1\r\nHost: ${host}\r\nCookie: ${asker.cookie()}\r\nConnection: close\r\n` +
      `Content-Type: multipart/form-data; boundary=part\r\nContent-Length: ${promised}\r\n\r\n${fields.join('')}${file}`,
  );
  await new Promise((resolve) => socket.write(Buffer.alloc(sent, 'x'), resolve));
  if (ending === 'cut') socket.destroy();
  else socket.end();
  await closed;
  return answer;
}

function zipOf(name: string, packed: Buffer, check: number): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(check, 14);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(0xffff_fff0, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  local.copy(central, 6, 4, 30);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
}
