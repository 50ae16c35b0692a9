import { memoryOf } from '../../support/process.ts';
import type { Server } from './servers.ts';

/** Does something and asks for a page beside it all the while: the memory added in MiB, and the slowest page in milliseconds. */
export async function beside<T>(
  server: Server,
  work: () => Promise<T>,
): Promise<{ most: number; slowest: number; worked: T }> {
  await (await fetch(`${server.base}/ask`)).text();
  const before = memoryOf(server);
  let [most, slowest, isOver] = [0, 0, false];
  const asking = (async () => {
    while (!isOver) {
      const begun = performance.now();
      await (await fetch(`${server.base}/ask`)).text();
      slowest = Math.max(slowest, Math.round(performance.now() - begun));
      most = Math.max(most, Math.round(memoryOf(server) - before));
      await new Promise((done) => setTimeout(done, 50));
    }
  })();
  const worked = await work().finally(() => {
    isOver = true;
  });
  await asking;
  return { most, slowest, worked };
}
