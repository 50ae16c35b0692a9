import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that take longer than this at shutdown are cut off. */
const GRACE_PERIOD = 7000;
/** The process exits within ten seconds in any case. */
const LONGEST = 9000;

type Stop = () => Promise<void>;

/**
 * On SIGTERM or SIGINT runs `stops` together, then `last`, and exits 0. Further signals are ignored: with Ctrl-C under
 * npm one comes from the terminal and one from npm.
 */
export function stopOnSignal(stops: Stop[], last: Stop): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), LONGEST);
    await Promise.allSettled(stops.map((each) => each()));
    await last().finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/**
 * Returns a function that stops a server: it accepts nothing new, answers the requests it has begun to read, and closes
 * idle connections.
 */
export function gracefulClose(server: Server): Stop {
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
      const cut = setTimeout(() => server.closeAllConnections(), GRACE_PERIOD);
      server.close(() => {
        clearTimeout(cut);
        resolve();
      });
      for (const [socket, requests] of asking) if (requests === 0) socket.end();
    });
}

/** An upload over a slow line may take ten minutes and more. */
const LONGEST_REQUEST = 15 * 60_000;
const LONGEST_HEAD = 15_000;
const MOST_CONNECTIONS = 5000;

/**
 * Closes idle connections: `silence` milliseconds without a byte in either direction, or a head or form that never ends.
 * Beyond the maximum number of connections new ones are refused, so that file descriptors are left for the database.
 */
export function dropIdlers(server: Server, silence = 60_000): void {
  server.timeout = silence; // node ends what times out
  server.headersTimeout = LONGEST_HEAD;
  server.requestTimeout = LONGEST_REQUEST;
  server.maxConnections = MOST_CONNECTIONS;
}
