import type { Response } from 'express';
import { LANGUAGES } from '../../domain/languages.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { byPerson } from '../../models/desk.ts';
import { defaultOrganisation } from '../../models/organisation/find.ts';
import type { Organisation } from '../../models/organisation.ts';
import { contactOf } from '../../views/contact.ts';
import { placeOf, timeOfDay } from '../../views/dates.ts';
import { type ErrorPage, errorPage } from '../../views/errors/show.ts';
import { sentenceOf } from '../../views/faults.ts';
import { type Frame, type FrameBase, plainFrame } from '../../views/layouts/frame.ts';
import type { AppDesk } from '../appDesk.ts';
import { answerLine } from './answerLine.ts';
import { formToken, isByProgram } from './csrf.ts';
import { languageOf } from './language.ts';
import { bareFrame, deskFrame, readingFrame, sendPage } from './page.ts';
import { Refusal, TooManyTries } from './refusal.ts';
import { staffIn } from './staff.ts';
import { hadFiles } from './uploads.ts';
import type { Visit } from './visit.ts';
import { typedIn, writtenFields, writtenIn } from './written.ts';

/** A cause that must be repaired before anything can be written. */
export type Lasting = 'damaged' | 'readOnly' | 'full';
type FaultToShow = { status: number; error: unknown; why?: Lasting };

/**
 * The page of an error: for staff in the desk's frame, for the public in that of the organisation, with its contact
 * details.
 */
export async function sendFault(response: Response, fault: FaultToShow): Promise<void> {
  const { status } = fault;
  if (isByProgram(response)) return answerLine(response, status, lineOf(response, fault));
  if (staffIn(response) && status < 500) {
    const page = pageOf(response, deskFrame(response), fault);
    return sendPage(response, 'errors/show', page, 'desk', status);
  }
  const visit = await visitOfFault(response, status);
  if (!visit)
    return sendPage(response, 'errors/show', pageOf(response, anyFrame(response), fault), 'bare', status);
  const page = pageOf(response, readingFrame(response, visit.organisation, visit.base || '/'), fault);
  page.contact = contactOf(page.frame, visit.organisation, page.written);
  offerAgain(response, page, fault.error, visit.organisation);
  sendPage(response, 'errors/show', page, 'public', status);
}

function pageOf(response: Response, frame: FrameBase, { status, error, why }: FaultToShow): ErrorPage {
  const neverKept = error instanceof Refusal && error.reason === 'no-cookie' && response.locals.visit;
  const page = errorPage(frame, status, (neverKept ? typedIn : writtenIn)(response.req));
  if (error instanceof Refusal && error.reason) Object.assign(page, WORDS[error.reason](page.frame));
  if (error instanceof TooManyTries) page.next = whenAgain(response, frame, error);
  if (error instanceof RuleViolation && status === 422) page.sentence = sentenceOf(frame.t, error);
  const isForm = response.req.method === 'POST';
  if (why) Object.assign(page, lasting(page.frame, why, isForm));
  else if (status === 503 && isForm) page.next = frame.t('errors:s503.sendAgain');
  if (status === 500)
    page.next += ` ${frame.t('errors:reference', { reference: response.locals.requestId })}`;
  return page;
}

/** The same for a program, which has no page to load again. */
function lineOf(response: Response, fault: FaultToShow): string {
  const { frame, sentence, next } = pageOf(response, anyFrame(response), fault);
  return `${frame.title}. ${sentence} ${fault.status === 503 ? frame.t('errors:s503.notKept') : next}`;
}

const wordsOf =
  (name: string) =>
  (frame: Frame): Partial<ErrorPage> => ({
    frame: { ...frame, title: frame.t(`errors:${name}.title`) },
    sentence: frame.t(`errors:${name}.sentence`),
    next: frame.t(`errors:${name}.next`),
  });

const WORDS: Record<NonNullable<Refusal['reason']>, (frame: Frame) => Partial<ErrorPage>> = {
  'stale-form': wordsOf('staleForm'),
  'no-cookie': wordsOf('noCookie'),
  'large-form': wordsOf('largeForm'),
  'packages-busy': wordsOf('packagesBusy'),
};

/** Tells the sender of a form that it was not saved, and that sending it again soon will not help. */
const lasting = (frame: Frame, why: Lasting, isForm: boolean): Partial<ErrorPage> => ({
  frame: { ...frame, title: frame.t(`errors:${why}.title`) },
  sentence: frame.t(`errors:${why}.sentence`),
  next: frame.t(`errors:${why}.${isForm ? 'notKept' : 'next'}`),
});

/** When to try again: in minutes, and as the organisation's local time if that is known. */
function whenAgain(response: Response, { t, language }: FrameBase, { until }: TooManyTries): string {
  const { clock } = response.locals.desk as AppDesk;
  const whose = (response.locals.visit as Visit | undefined) ?? staffIn(response);
  const count = Math.max(1, Math.ceil((until.getTime() - clock().getTime()) / 60_000));
  if (!whose) return t('errors:s429.in', { count });
  const { zone } = whose.organisation;
  const at = { time: timeOfDay(until, language, zone), place: placeOf(zone, language) };
  return t('errors:s429.until', { count, ...at });
}

/** Offers to send a form again that came without a cookie, or with another one's, unless it had files: those are not kept. */
function offerAgain(response: Response, page: ErrorPage, error: unknown, organisation: Organisation): void {
  const { t } = page.frame;
  const reason = error instanceof Refusal ? error.reason : undefined;
  if (reason !== 'no-cookie' && reason !== 'stale-form') return;
  const fields = writtenFields(response.req);
  if (response.locals.visit && fields.length > 0 && !hadFiles(response)) {
    page.next = reason === 'no-cookie' ? t('errors:noCookie.again') : t('errors:staleForm.again');
    page.again = {
      action: response.req.originalUrl,
      token: formToken(response, organisation),
      fields,
      button: t('errors:sendAgain'),
    };
  }
  if (reason === 'no-cookie') page.next += ` ${t('errors:noCookie.instead')}`;
}

/**
 * The organisation whose page was requested. For an unknown public address, the first one; none if the database cannot
 * be read.
 */
async function visitOfFault(response: Response, status: number): Promise<Visit | undefined> {
  const known = response.locals.visit as Visit | undefined;
  if (known || status >= 500 || STAFF_PAGES.test(response.req.originalUrl)) return known;
  const organisation = await defaultOrganisation();
  return { organisation, by: byPerson(organisation.id), base: '' };
}

const STAFF_PAGES = /^\/(requests|sessions|settings)\b/;

/** An error may occur before cookies and session are read. */
const anyFrame = (response: Response) =>
  response.locals.forgery ? bareFrame(response) : plainFrame(languageOf(response, LANGUAGES));
