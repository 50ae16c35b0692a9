import type { RequestHandler, Response } from 'express';
import { type By, byPerson } from '../../models/desk.ts';
import { defaultOrganisation, organisationBySlug } from '../../models/organisation/find.ts';
import type { Organisation } from '../../models/organisation.ts';
import type { FrameBase } from '../../views/layouts/frame.ts';
import { writesIn } from './csrf.ts';
import { publicFrame } from './page.ts';
import { notFound } from './refusal.ts';

/** A visitor of one organisation's public pages. `base` is the prefix of its addresses: empty, or `/o/its-short-name`. */
export type Visit = { organisation: Organisation; by: By; base: string };

/** Finds the organisation of a public page: the one in the address, or else the first on the desk. */
export function visiting(): RequestHandler {
  return async (request, response, next) => {
    if (response.locals.visit) return next(); // no page of that organisation answered
    const { organisation: slug } = request.params;
    const named = slug !== undefined;
    const organisation = named ? await bySlug(String(slug)) : await defaultOrganisation();
    if (!organisation) throw notFound();
    writesIn(response, organisation.id);
    const by = byPerson(organisation.id);
    response.locals.visit = {
      organisation,
      by,
      base: named ? `/o/${organisation.slug}` : '',
    } satisfies Visit;
    next();
  };
}

/** Short names have no other characters, and some databases cannot even read those. */
const bySlug = async (slug: string) => (/^[\w-]{1,60}$/.test(slug) ? organisationBySlug(slug) : null);

export const visitOf = (response: Response): Visit => response.locals.visit as Visit;

/** The frame of a page of the visited organisation. */
export function visitFrame(response: Response): FrameBase {
  const { organisation, base } = visitOf(response);
  return publicFrame(response, organisation, base || '/');
}

/** Redirects to another page of the same organisation. */
export const goOn = (response: Response, path: string): void =>
  response.redirect(303, `${visitOf(response).base}${path}`);
