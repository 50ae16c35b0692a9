import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Asker } from '../../support/asker.ts';
import type { Server } from './servers.ts';

/** Clients that keep a connection and leave the server waiting. `held` says how many are still connected. */
export type Idlers = { held(): number; drop(): void };

const DRIBBLE = 500;

/** So many connections that do this as soon as they are open, and go on doing `then` twice a second. */
async function idlers(
  { port }: Server,
  count: number,
  begin: (socket: Socket) => void,
  then: (socket: Socket) => void = () => undefined,
): Promise<Idlers> {
  const sockets = Array.from({ length: count }, () => connect(port, '127.0.0.1'));
  for (const socket of sockets) socket.on('error', () => undefined);
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  for (const socket of sockets) begin(socket);
  const held = () => sockets.filter(({ destroyed, readyState }) => !destroyed && readyState === 'open');
  const dribbling = setInterval(() => {
    for (const socket of held()) then(socket);
  }, DRIBBLE);
  return {
    held: () => held().length,
    drop: () => {
      clearInterval(dribbling);
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Ask nothing at all. */
export const silent = (server: Server, count: number): Promise<Idlers> =>
  idlers(server, count, (socket) => void socket.resume());

/** Send the head of a request without an end, a letter at a time. */
export const endlessHeads = (server: Server, count: number): Promise<Idlers> =>
  idlers(
    server,
    count,
    (socket) => void socket.resume().write('GET /ask HTTP/1.1\r\nHost: localhost\r\nLong: '),
    (socket) => void socket.write('x'),
  );

/** Send a form of a megabyte, a letter at a time. */
export const endlessForms = (server: Server, count: number): Promise<Idlers> =>
  idlers(
    server,
    count,
    (socket) =>
      void socket
        .resume()
        .write(
          'POST /ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000000\r\n\r\nrights=',
        ),
    (socket) => void socket.write('x'),
  );

/** Ask for a page three times, and read none of it. */
export const deaf = (server: Server, count: number, asker: Asker, path: string): Promise<Idlers> =>
  idlers(server, count, (socket) => {
    socket.pause();
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: ${asker.cookie()}\r\n\r\n`.repeat(3));
  });
