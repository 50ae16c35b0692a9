import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** A request that hangs longer than this is cut. */
const PATIENCE = 7000;
/** Whatever happens, the process is gone within ten seconds. */
const LONGEST = 9000;

type Stop = () => Promise<void>;

/**
 * At SIGTERM or SIGINT runs `stops` together, then `last`, and exits 0. A second signal changes nothing: Ctrl-C under
 * npm comes twice, once from the terminal and once from npm.
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

/** What stops a server: it takes nothing new, answers what it has begun to read, and drops connections that ask nothing. */
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
      const cut = setTimeout(() => server.closeAllConnections(), PATIENCE);
      server.close(() => {
        clearTimeout(cut);
        resolve();
      });
      for (const [socket, requests] of asking) if (requests === 0) socket.end();
    });
}

/** Files for ten minutes and more over a slow line are no attack. */
const LONGEST_REQUEST = 15 * 60_000;
const LONGEST_HEAD = 15_000;
const MOST_CONNECTIONS = 5000;

/**
 * Drops whoever keeps a connection and leaves us waiting: `silence` milliseconds without a byte either way (nothing is asked,
 * what is sent stops, what was asked for is not read), or a head or form that never ends. Past the most connections new ones
 * are refused, so that there are descriptors left for the database.
 */
export function dropIdlers(server: Server, silence = 60_000): void {
  server.timeout = silence; // node ends what times out
  server.headersTimeout = LONGEST_HEAD;
  server.requestTimeout = LONGEST_REQUEST;
  server.maxConnections = MOST_CONNECTIONS;
}
