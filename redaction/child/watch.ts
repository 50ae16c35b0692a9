import { Worker } from 'node:worker_threads';

/** Looked at so often, in milliseconds. */
const EVERY = 250;

/** What runs beside the work, in plain JavaScript: a thread that is given as text needs no second loading of anything. */
const WATCH = `
  const { workerData: { parent, every } } = require('node:worker_threads');
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, every);
`;

/**
 * Ends this process once its parent is gone, however it ended and however busy this process is: the news of it (`disconnect`) comes only
 * between two steps of the work, and a step with a large file may take minutes.
 */
export function endWith(parent: number): void {
  new Worker(WATCH, { eval: true, workerData: { parent, every: EVERY } }).unref();
}
