import type { RequestHandler } from 'express';

/** Milliseconds in which even a large file is cleaned and opened again, with those before it. */
const LONGEST = 15 * 60_000;

/**
 * Lets the connection be silent while a large file is worked on: otherwise a minute's silence ends it, the work goes on, and nobody is told
 * what came of it. Node sets the usual time again for the next request.
 */
export const mayTakeLong: RequestHandler = (request, _response, next) => {
  request.socket.setTimeout(LONGEST);
  next();
};
