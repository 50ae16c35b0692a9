import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import session, { type Session, type SessionData, Store } from 'express-session';
import { changeSession, endSession, readSession, saveSession, touchSession } from '../../models/session.ts';
import type { WorkplaceRow } from '../../models/user/staff.ts';
import type { AppDesk } from '../appDesk.ts';

/** Where the user of a session may work, as read with it. Never stored: a symbol is not written as JSON. */
export const PLACES = Symbol('places');

declare module 'express-session' {
  interface SessionData {
    userId: number;
    organisationId: number;
    /** Shown once, on the next page. */
    notice: string;
    /** The session's expiry in the database, as read; never stored. */
    until: Date;
    [PLACES]: WorkplaceRow[];
  }
}

type Done = (error?: unknown) => void;

const cookieOf = ({ baseUrl }: Pick<AppDesk, 'baseUrl'>): string =>
  baseUrl.startsWith('https:') ? '__Host-session' : 'session';

/** Whether the browser has a session cookie signed by us, expired or not. */
export function hadLogIn({ cookies }: Request, desk: AppDesk): boolean {
  const [, token = '', signature = ''] = /^s:([^.]+)\.(.+)$/.exec(cookies[cookieOf(desk)] ?? '') ?? [];
  const ours = createHmac('sha256', desk.keyring.secretFor('session')).update(token).digest('base64');
  const [shown, wanted] = [Buffer.from(signature), Buffer.from(ours.replace(/=+$/, ''))];
  return shown.length === wanted.length && timingSafeEqual(shown, wanted);
}

/** The session: a cookie until the browser is closed, and a row that expires after twelve idle hours. */
export function sessions(desk: AppDesk): RequestHandler {
  const https = desk.baseUrl.startsWith('https:');
  return session({
    name: cookieOf(desk),
    secret: desk.keyring.secretFor('session'),
    store: new DatabaseStore(desk),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: https, path: '/' },
  });
}

/**
 * Saves a new session before the redirect. A browser follows a redirect as soon as its head arrives, and express-session
 * saves only afterwards: the next page would not find the session.
 */
export function saveBeforeRedirect(): RequestHandler {
  return (request, response, next) => {
    const redirect = response.redirect.bind(response);
    response.redirect = ((status: number, address: string) => {
      if (!request.session?.userId) return redirect(status, address);
      request.session.save((error) => (error ? next(error) : redirect(status, address)));
    }) as Response['redirect'];
    next();
  };
}

/** express-session's store, on the `sessions` table. */
class DatabaseStore extends Store {
  readonly desk: AppDesk;

  constructor(desk: AppDesk) {
    super();
    this.desk = desk;
  }

  override get(token: string, done: (error: unknown, data?: SessionData | null) => void): void {
    readSession(this.desk, token).then((found) => {
      if (!found) return done(null, null);
      keepOn(this.desk, token, found.until);
      done(null, { ...found.data, until: found.until, [PLACES]: found.places } as SessionData);
    }, done);
  }

  override createSession(request: Request, data: SessionData): Session & SessionData {
    return Object.assign(super.createSession(request, data), { [PLACES]: data[PLACES] });
  }

  override set(token: string, { until, ...data }: SessionData, done: Done = () => {}): void {
    const save = until ? changeSession : saveSession;
    save(this.desk, token, data).then(() => done(), done);
  }

  override destroy(token: string, done: Done = () => {}): void {
    endSession(this.desk, token).then(() => done(), done);
  }
}

/**
 * Extends a session in the background; a failure is retried in five minutes. (A store's own `touch` would delay each response.)
 */
function keepOn(desk: AppDesk, token: string, until: Date): void {
  touchSession(desk, token, until).catch(({ name }) => desk.log.warn({ notTouched: name }));
}
