import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** What hangs longer than this is cut, so that the process ends within ten seconds. */
const LONGEST = 8000;

/**
 * At SIGTERM or SIGINT runs `stops` in order and exits 0. A second signal changes nothing: Ctrl-C under npm comes twice,
 * once from the terminal and once from npm.
 */
export function stopOnSignal(stops: (() => Promise<void>)[]): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), LONGEST);
    for (const each of stops) await each().catch(() => undefined); // the others still have to stop
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** What stops a server: it takes nothing new, answers what it has begun to read, and drops connections that ask nothing. */
export function gracefulClose(server: Server): () => Promise<void> {
  const asking = new Map<Socket, number>();
  let closing = false;
  const count = (socket: Socket, change: 1 | -1) => {
    const now = (asking.get(socket) ?? 0) + change;
    asking.set(socket, now);
    if (closing && now === 0) socket.end();
  };
  server.on('connection', (socket) => {
    asking.set(socket, 0);
    socket.once('close', () => asking.delete(socket));
  });
  server.on('request', (request, response) => {
    count(request.socket, 1);
    response.once('close', () => count(request.socket, -1));
  });
  return () =>
    new Promise((resolve) => {
      closing = true;
      server.close(() => resolve());
      for (const [socket, requests] of asking) if (requests === 0) socket.end();
    });
}
