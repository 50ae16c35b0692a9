import { request as ask, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import type { RehearsalDoor } from '../appDesk.ts';

/** Headers that speak of one connection (RFC 9110, 7.6.1), and those that the other side makes itself. */
const NOT_PASSED = [
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'authorization',
  'cookie',
  'set-cookie',
];

/**
 * Passes a request on to a rehearsal and its answer back. The cookies of the two never meet: the rehearsal sees only those that it set
 * itself, which have names of their own in the browser. Only `isEntry` carries the word that lets its user in.
 */
export function passOn(
  request: Request,
  response: Response,
  { socket: socketPath, token }: RehearsalDoor,
  isEntry: boolean,
): void {
  const cookie = cookiesFor(request.headers.cookie);
  const headers = {
    ...passed(request.headers),
    ...(cookie && { cookie }),
    ...(isEntry && { authorization: `Bearer ${token}` }),
    ...(request.headers['transfer-encoding'] && { 'transfer-encoding': 'chunked' }),
  };
  const { method, originalUrl: path } = request;
  const asking = ask({ socketPath, method, path, headers, agent: false }, (answer) =>
    answerWith(response, answer),
  );
  asking.on('error', () => {
    if (response.headersSent) return void response.destroy();
    response.redirect(303, '/settings/rehearsal'); // its process ended: that page says so, and starts it again
  });
  response.on('close', () => asking.destroy());
  request.pipe(asking);
}

function answerWith(response: Response, answer: IncomingMessage): void {
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.status(answer.statusCode ?? 502);
  for (const [name, value] of Object.entries(passed(answer.headers)))
    if (value !== undefined) response.setHeader(name, value);
  const set = answer.headers['set-cookie'];
  if (set) response.setHeader('Set-Cookie', set.map(named));
  answer.pipe(response);
  answer.on('error', () => response.destroy());
}

const passed = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_PASSED.includes(name)));

const PREFIX = 'rehearsal.';
const HOST = '__Host-';

/** `__Host-session=…` becomes `__Host-rehearsal.session=…`: a browser keeps the prefix's promises for both. */
const named = (cookie: string): string =>
  cookie.startsWith(HOST) ? `${HOST}${PREFIX}${cookie.slice(HOST.length)}` : `${PREFIX}${cookie}`;

/** The rehearsal's own cookies by the names that it gave them; undefined for none. */
function cookiesFor(header = ''): string | undefined {
  const own = header.split(';').flatMap((pair) => {
    const [, host = '', rest] = /^\s*(__Host-)?rehearsal\.(.+)$/.exec(pair) ?? [];
    return rest === undefined ? [] : [`${host}${rest}`];
  });
  return own.length > 0 ? own.join('; ') : undefined;
}
