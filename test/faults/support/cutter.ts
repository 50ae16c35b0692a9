import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that ends for good once the clients have said so much. `said` counts what they have said. */
export type Cutter = { port: number; said(): number; close(): void };

/** Passes on what clients say to the server of `url`, `most` pieces of it; then every connection breaks and new ones are refused. */
export async function cutterAfter(most: number, url: string): Promise<Cutter> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let said = 0;
  const door = createServer((client) => {
    const server = connect(Number(port), hostname);
    for (const socket of [client, server]) sockets.add(socket.on('error', () => undefined));
    server.pipe(client);
    client.on('data', (piece) => {
      said += 1;
      if (said > most) close();
      else server.write(piece);
    });
    client.on('close', () => server.destroy());
  });
  const close = () => {
    door.close();
    for (const socket of sockets) socket.destroy();
  };
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  return { port: (door.address() as { port: number }).port, said: () => said, close };
}
