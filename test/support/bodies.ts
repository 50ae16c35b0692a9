import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

export const KIB = 1024;
const MIB = 1024 * KIB;
const text = 'x'.repeat(MIB);

/** A form in pieces: its head, and what follows. Its end is not sent unless the last piece contains it. */
export type Attack = { type: string; head?: string; length?: number; pieces: Iterable<Buffer | string> };

export const MULTIPART = 'multipart/form-data; boundary=part';
export const PLAIN = 'application/x-www-form-urlencoded';

const part = (name: string, value: string) =>
  `--part\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

function* times<T>(count: number, piece: (nth: number) => T): Generator<T> {
  for (let nth = 0; nth < count; nth += 1) yield piece(nth);
}

const bomb = gzipSync(Buffer.alloc(64 * MIB, 'x'));

/** Forms designed to use much memory. `token` is the form's own; without one they are forged. */
export function attacks(token?: string): Record<string, Attack> {
  const first = token ? [part('_csrf', token)] : [];
  const multipart = (pieces: Iterable<string>): Attack => ({
    type: MULTIPART,
    pieces: (function* () {
      yield* first;
      yield* pieces;
    })(),
  });
  return {
    'many texts of a megabyte': multipart(times(190, (nth) => part(`text${nth}`, text))),
    'one text without end': multipart([part('text', '').slice(0, -2), ...times(100, () => text)]),
    'thousands of fields': multipart(times(500, (nth) => part(`field${nth}`, 'x').repeat(100))),
    'names of a megabyte': multipart(times(20, () => part(text, 'x'))),
    'nested names': multipart(times(200, (nth) => part(`a${'[b]'.repeat(20)}[${nth}]`, 'x').repeat(100))),
    'heads of parts without end': multipart([`--part\r\n${'X-Head: y\r\n'.repeat(200_000)}`]),
    'no part at all': multipart(times(50, () => text)),
    'files without a name': multipart(
      times(50, () => part('files"; filename="a.txt', 'x'.repeat(100)).repeat(100)),
    ),
    'a plain form without end': { type: PLAIN, pieces: ['about=', ...times(100, () => text)] },
    'a plain form of a million fields': { type: PLAIN, pieces: times(2_000, () => 'a=&'.repeat(1_000)) },
    'a plain form of nested keys': { type: PLAIN, pieces: times(200, () => 'a[b][c][d]=&'.repeat(1_000)) },
    'a packed form': {
      type: PLAIN,
      head: 'Content-Encoding: gzip\r\n',
      pieces: [bomb],
    },
    'a form that promises less than it sends': { type: PLAIN, length: 10, pieces: times(20, () => text) },
    'a form that promises more than anybody has': { type: PLAIN, length: 1e15, pieces: ['about='] },
    json: { type: 'application/json', pieces: ['{"a":"', ...times(100, () => text)] },
    'no known type': { type: 'text/plain', pieces: times(100, () => text) },
  };
}

/** A valid form of `bytes` whose end is not sent. */
export function keptBack(type: string, bytes: number, token?: string): Attack {
  const begin =
    type === PLAIN ? 'about=' : `${token ? part('_csrf', token) : ''}${part('message', '').slice(0, -2)}`;
  return { type, pieces: [begin, Buffer.alloc(bytes, 'x')] };
}

/** A connection that sends a form, and the answer so far. */
export type Sent = { socket: Socket; answer(): string; over: Promise<unknown> };

/** Sends a form over a socket, in chunks unless it has a Content-Length, and leaves the connection open. */
export function sendBody(port: number, path: string, attack: Attack, cookie = ''): Sent {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => undefined);
  const length = attack.length ? `Content-Length: ${attack.length}` : 'Transfer-Encoding: chunked';
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nContent-Type: ${attack.type}\r\n`;
  socket.write(`${head}${attack.head ?? ''}${length}\r\n\r\n`);
  const over = pour(socket, attack, () => answer !== '');
  return { socket, answer: () => answer, over };
}

/** Sends until the answer comes: the rest would be discarded. */
async function pour(socket: Socket, { pieces, length }: Attack, isAnswered: () => boolean): Promise<void> {
  const closed = once(socket, 'close');
  for (const piece of pieces) {
    if (socket.destroyed || isAnswered()) return;
    const bytes = Buffer.from(piece);
    const framed = length
      ? bytes
      : Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
    if (!socket.write(framed)) await Promise.race([once(socket, 'drain'), closed]).catch(() => undefined);
  }
}

/** The status of the answer; 0 before it comes. */
export const statusIn = (sent: Sent): number => Number(/^HTTP\/1\.1 (\d+)/.exec(sent.answer())?.[1] ?? 0);
