import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { AppDesk } from '../appDesk.ts';
import { TooManyTries } from './refusal.ts';
import { whereFrom } from './whereFrom.ts';

/** Rate limits for one network address. */
const LIMITS = {
  'log-in': { points: 10, duration: 60 },
  form: { points: 30, duration: 3600 },
  'status-code': { points: 10, duration: 3600 },
  'status-code-entry': { points: 30, duration: 3600 },
  'letter-code-entry': { points: 30, duration: 3600 },
  'answer-code': { points: 10, duration: 3600 },
  'answer-code-entry': { points: 30, duration: 3600 },
  package: { points: 30, duration: 3600 },
  /** Pages of files: somebody who reads fast, not a program that turns a file into pages. */
  reading: { points: 120, duration: 60 },
  tasks: { points: 120, duration: 60 },
  calendar: { points: 60, duration: 60 },
  /** Megabytes of files: four forms of the largest size. */
  files: { points: 2200, duration: 3600 },
  calculator: { points: 120, duration: 60 },
} as const;

/**
 * Counts requests by address, or by another key from `keyOf`; over the limit, 429 with the time to try again. Routes with the same limit
 * share a count.
 */
export function limit(
  desk: AppDesk,
  kind: keyof typeof LIMITS,
  keyOf: (request: Request) => string = whereFrom,
  pointsOf: (request: Request) => number = () => 1,
): RequestHandler {
  if (!desk.rateLimits) return (_request, _response, next) => next();
  const limiter = limiterOf(desk, kind);
  return async (request, response, next) => {
    try {
      await limiter.consume(desk.keyring.token('rate', keyOf(request)), pointsOf(request));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      response.set('Retry-After', String(Math.max(1, Math.ceil(refused.msBeforeNext / 1000))));
      throw new TooManyTries(new Date(desk.clock().getTime() + refused.msBeforeNext));
    }
    next();
  };
}

type Limiter = RateLimiterMemory | RateLimiterPostgres;
const limiters = new WeakMap<AppDesk, Map<string, Limiter>>();

/** Each limit counts in one place: on PostgreSQL in the database, for all processes; if that does not answer, in memory. */
function limiterOf(desk: AppDesk, kind: keyof typeof LIMITS): Limiter {
  const known = limiters.get(desk) ?? new Map<string, Limiter>();
  limiters.set(desk, known);
  const limiter = known.get(kind) ?? newLimiter(desk, kind);
  known.set(kind, limiter);
  return limiter;
}

function newLimiter({ database }: AppDesk, kind: keyof typeof LIMITS): Limiter {
  const here = new RateLimiterMemory(LIMITS[kind]);
  if (database.getDialect() !== 'postgres') return here;
  return new RateLimiterPostgres({
    ...LIMITS[kind],
    storeClient: database,
    storeType: 'sequelize',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: kind,
    insuranceLimiter: here,
  });
}

/** Counts the megabytes of a form by its Content-Length; without one it counts as the largest. */
export const limitFiles = (desk: AppDesk): RequestHandler =>
  limit(desk, 'files', whereFrom, ({ headers }) =>
    Math.ceil(Number(headers['content-length'] ?? LARGEST) / MB),
  );

const MB = 1_000_000;
const LARGEST = 550 * MB;
