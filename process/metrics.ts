import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Desk } from '../models/desk.ts';
import type { Metrics } from '../routes/appDesk.ts';
import { deskFigures } from './deskFigures.ts';
import { machineFigures, type WatchedFolders } from './machineFigures.ts';

/** One run of a job: its duration, whether it succeeded, and what failed. */
type JobRun = { job: string; outcome: 'done' | 'fault'; seconds: number; faults: unknown[] };

/** Creates the metrics: those measured in this process, and those read from the database when scraped. */
export function createMetrics(
  desk: Desk,
  token: string,
  folders: WatchedFolders = {},
): Metrics & { jobRan(run: JobRun): void } {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry }); // event loop lag, memory, garbage collection
  const answers = new Histogram({
    name: 'rightsdesk_http_request_duration_seconds',
    help: 'Time to answer, by route pattern.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const jobs = new Histogram({
    name: 'rightsdesk_job_duration_seconds',
    help: 'Time that a run of a job took, by job and outcome.',
    labelNames: ['job', 'outcome'],
    buckets: [0.01, 0.05, 0.25, 1, 5, 30, 120, 600],
    registers,
  });
  deskFigures(desk, registry);
  const met = machineFigures(desk, folders, registry);
  return {
    token,
    answered: ({ method, route, status, seconds }) =>
      answers.observe({ method, route, status: String(status) }, seconds),
    met,
    jobRan: ({ job, outcome, seconds, faults }) => {
      jobs.observe({ job, outcome }, seconds);
      faults.forEach(met);
    },
    read: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
