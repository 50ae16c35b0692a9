import type { Logger } from 'pino';
import type { Finding } from '../domain/doctor.ts';
import type { Desk } from '../models/desk.ts';

/** What the web side needs besides the desk itself. */
export type AppDesk = Desk & {
  log: Logger;
  /** Express's `trust proxy`: which proxies may state a visitor's address. */
  trustProxy: number | string | false;
  /** Off only for tests and benchmarks. */
  rateLimits: boolean;
  /** Whether a mail server is set; if not, a banner says so. */
  mailConfigured: boolean;
  /** Examines everything that the desk depends on. */
  examine?: (organisationId: number) => Promise<Finding[]>;
  /** The metrics, if METRICS_TOKEN is set. */
  metrics?: Metrics;
};

/** The metrics of the process: numbers only, no person, reference or address. */
export type Metrics = {
  /** The bearer token for reading them. */
  token: string;
  /** Records a response. */
  answered(answer: { method: string; route: string; status: number; seconds: number }): void;
  /** Records an error that ended a page. */
  met(error: unknown): void;
  /** All metrics as text. */
  read(): Promise<{ type: string; text: string }>;
};
