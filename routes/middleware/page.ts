import { transcode } from 'node:buffer';
import { isStringOneByteRepresentation } from 'node:v8';
import type { Response } from 'express';
import { asLanguage, STAFF_LANGUAGES } from '../../domain/languages.ts';
import { may, type Task } from '../../domain/permissions.ts';
import type { Organisation } from '../../models/organisation.ts';
import { type Layout, render } from '../../views/engine.ts';
import { translator } from '../../views/i18n.ts';
import {
  type Frame,
  type FrameBase,
  menuOf,
  navigationFor,
  SECTIONS,
  type Section,
} from '../../views/layouts/frame.ts';
import { mailDownBanner, noMailBanner } from '../../views/layouts/mailBanner.ts';
import { rehearsalMark } from '../../views/layouts/rehearsalMark.ts';
import type { AppDesk } from '../appDesk.ts';
import { formToken } from './csrf.ts';
import { languageOf } from './language.ts';
import { type Staff, staffIn, staffOf } from './staff.ts';

/** Sends a whole page. `view` is a path below views/; `page` comes from the `.ts` beside it. */
export function sendPage(
  response: Response,
  view: string,
  page: { frame: Frame },
  layout: Layout,
  status = 200,
): void {
  response
    .status(status)
    .type('html')
    .send(bytesOf(render(view, inRehearsal(response, page), layout)));
}

/** In a rehearsal every page says so. */
function inRehearsal<Page extends { frame: Frame }>(response: Response, page: Page): Page {
  const desk = response.locals.desk as AppDesk | undefined;
  if (!desk?.rehearsal) return page;
  const zone = staffIn(response)?.organisation.zone ?? 'UTC';
  return { ...page, frame: { ...page.frame, rehearsal: rehearsalMark(page.frame, desk.clock(), zone) } };
}

/** Encodes to UTF-8. Node's own path is the shorter one for a text in Latin-1, and takes three times as long for another, with a Ł. */
const bytesOf = (text: string): Buffer =>
  isStringOneByteRepresentation(text)
    ? Buffer.from(text)
    : transcode(Buffer.from(text.toWellFormed(), 'utf16le'), 'utf16le', 'utf8');

/** The frame of a staff page; `section` is its place in the top bar. */
export function deskFrame(response: Response, section?: Section): FrameBase {
  const staff = staffOf(response);
  const language = languageOf(response);
  const t = translator(language);
  return {
    language,
    t,
    languages: menuOf(STAFF_LANGUAGES),
    query: queryOf(response),
    organisationName: staff.organisation.name,
    organisations: organisationsOf(staff),
    csrfToken: formToken(response, staff.organisation),
    user: { name: staff.user.name },
    navigation: navigationFor(sectionsFor(staff), section, t),
    notice: movedOn(response, staff) ?? noticeOnce(response),
    banner: bannerFor(response, staff),
    indexed: false,
  };
}

/** The frame of an organisation's public page, in the languages that it offers. */
export function publicFrame(response: Response, organisation: Organisation, home = '/'): FrameBase {
  return { ...readingFrame(response, organisation, home), csrfToken: formToken(response, organisation) };
}

/** The same for a page without a form, which sets no cookie. */
export function readingFrame(response: Response, organisation: Organisation, home = '/'): FrameBase {
  const languages = organisation.languages.split(',').flatMap((one) => asLanguage(one) ?? []);
  const language = languageOf(response, languages);
  return {
    language,
    t: translator(language),
    languages: menuOf(languages),
    query: queryOf(response),
    organisationName: organisation.name,
    home,
  };
}

/** The frame of a page without an organisation: log-in, errors. */
export function bareFrame(response: Response, organisationName = 'Rightsdesk'): FrameBase {
  const language = languageOf(response);
  return {
    language,
    t: translator(language),
    languages: menuOf(STAFF_LANGUAGES),
    query: queryOf(response),
    organisationName,
    csrfToken: formToken(response),
  };
}

/** The query of the page's address, without the language. */
function queryOf(response: Response): string {
  const query = new URLSearchParams(response.req.originalUrl.split('?')[1]);
  query.delete('lang');
  return query.toString();
}

/** Shows a sentence once, on this user's next page. */
export function say(response: Response, sentence: string): void {
  response.req.session.notice = sentence;
}

function noticeOnce(response: Response): string | undefined {
  const { notice } = response.req.session;
  if (notice) delete response.req.session.notice;
  return notice;
}

/** Tells the user that the session's organisation is no longer theirs and that they now see another. */
function movedOn(response: Response, { organisation: { id, name } }: Staff): string | undefined {
  const { session } = response.req;
  const { organisationId } = session;
  if (organisationId === undefined || organisationId === id) return undefined;
  session.organisationId = id;
  return translator(languageOf(response))('frame:movedOn', { name });
}

const TASK_OF_SECTION: Record<Section, Task> = {
  today: 'read-requests',
  requests: 'read-requests',
  newRequest: 'log-request',
  outbox: 'read-outbox',
  systems: 'read-systems',
  policies: 'read-policies',
  reports: 'read-requests',
  organisation: 'read-settings',
};

/** A user's first page: the first section that their role may open. */
export const firstPageOf = (staff: Staff): string =>
  may(staff.role, 'read-requests') ? '/today' : '/settings/organisation';

const sectionsFor = (staff: Staff): Section[] =>
  SECTIONS.filter((section) => may(staff.role, TASK_OF_SECTION[section]));

function organisationsOf(staff: Staff): Frame['organisations'] {
  return staff.organisations.map(({ id, slug, name }) => ({
    slug,
    name,
    current: id === staff.organisation.id,
  }));
}

function bannerFor(response: Response, staff: Staff): Frame['banner'] {
  const { mailConfigured } = response.locals.desk as AppDesk;
  if (!staffIn(response)) return undefined;
  const words = {
    t: translator(languageOf(response)),
    language: languageOf(response),
    zone: staff.organisation.zone,
    mayOpenOutbox: may(staff.role, 'read-outbox'),
  };
  return mailConfigured ? mailDownBanner(staff.mailDown, words) : noMailBanner(words);
}
