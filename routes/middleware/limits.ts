import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { AppDesk } from '../appDesk.ts';
import { Refusal } from './refusal.ts';

/** How often one address may try (INTERFACES.md). */
const LIMITS = {
  'log-in': { points: 10, duration: 60 },
  form: { points: 30, duration: 3600 },
  'status-code': { points: 10, duration: 3600 },
  'code-entry': { points: 30, duration: 3600 },
} as const;

/** Counts what comes from one address, or what else `keyOf` names; past the limit 429, with when to try again. Routes that share a limit share what this gives. */
export function limit(
  desk: AppDesk,
  kind: keyof typeof LIMITS,
  keyOf: (request: Request) => string = ({ ip }) => ip ?? 'unknown',
): RequestHandler {
  if (!desk.rateLimits) return (_request, _response, next) => next();
  const limiter = new RateLimiterMemory(LIMITS[kind]);
  return async (request, response, next) => {
    try {
      await limiter.consume(keyOf(request));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      response.set('Retry-After', String(Math.max(1, Math.ceil(refused.msBeforeNext / 1000))));
      throw new Refusal(429);
    }
    next();
  };
}
