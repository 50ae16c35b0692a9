import type { Logger } from 'pino';
import type { Finding } from '../domain/doctor.ts';
import type { Desk } from '../models/desk.ts';
import type { RehearsalSeed } from '../models/rehearsal/seed.ts';

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
  /** The rehearsals beside this desk; none in a process that is one of several, or in a rehearsal itself. */
  rehearsals?: Rehearsals;
  /** In a rehearsal: what its pages show beside those of any desk. */
  rehearsal?: RehearsalDesk;
};

/** How a rehearsal stands: its files are being filled; it can be entered; its process ended before it could. */
export type RehearsalState = 'filling' | 'ready' | 'failed';

/** The rehearsals of a desk, one for each user at most. */
export type Rehearsals = {
  /** That of a user, if its files are there. */
  find(userId: number): { organisationId: number; state: RehearsalState } | undefined;
  /** Begins one in the background. Throws `rehearsal-there` if the user has one. */
  begin(userId: number, seed: RehearsalSeed): Promise<void>;
  /** Where it listens, started if it sleeps; undefined if it cannot start now. */
  reach(userId: number): Promise<RehearsalDoor | undefined>;
  /** Ends it and removes its files. Returns what its clock said, if the files were there. */
  end(userId: number): Promise<Date | undefined>;
};

/** The socket of a rehearsal's process, and the word by which it lets its user in. */
export type RehearsalDoor = { socket: string; token: string };

/** A rehearsal from within. */
type RehearsalDesk = {
  userId: number;
  token: string;
  /** The moment that its clock is being played to. */
  playingTo(): Date | undefined;
  /** Plays its clock forward in the background; not while it is being played. */
  play(to: Date): void;
  /** The mails that it would have sent, the latest first. */
  mails(): KeptMail[];
};

/** A mail that a rehearsal kept instead of sending it. `to`: the name and address it would have gone to. */
export type KeptMail = { at: string; to: string; subject: string; text: string };

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
