import type { Logger } from 'pino';
import type { Finding } from '../domain/doctor.ts';
import type { Desk } from '../models/desk.ts';
import type { Metrics } from './middleware/metrics.ts';

/** What the web side needs beside the desk itself. */
export type AppDesk = Desk & {
  log: Logger;
  /** Express's `trust proxy`: who may say where a visitor comes from. */
  trustProxy: number | string | false;
  /** Off only for tests and benches. */
  rateLimits: boolean;
  /** Whether letters leave; a banner says so where they do not. */
  mailConfigured: boolean;
  /** Looks at all that the desk stands on. */
  examine?: (organisationId: number) => Promise<Finding[]>;
  /** What is measured, where METRICS_TOKEN is set. */
  metrics?: Metrics;
};
