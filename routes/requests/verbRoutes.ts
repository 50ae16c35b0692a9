import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { RequestPage } from '../../models/subjectRequest/page.ts';
import type { Kept } from '../../views/requests/forms/context.ts';
import { isOffered } from '../../views/requests/offers.ts';
import { verbPage } from '../../views/requests/verb.ts';
import { addressOf, VERBS } from '../../views/requests/verbs.ts';
import type { AppDesk } from '../appDesk.ts';
import { faultOfUpload } from '../intake/uploadFault.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { wholeNumber } from '../middleware/text.ts';
import { uploads } from '../middleware/uploads.ts';
import { assertShort, readFiles, readForm } from './forms.ts';
import { requestIn } from './reference.ts';
import type { Verb } from './verb.ts';
import { verbs } from './verbs/index.ts';

/** For each verb its form alone on a page, and the sending of it. */
export function verbRouter(desk: AppDesk): Router {
  const router = Router();
  for (const verb of verbs) {
    const { path, action } = VERBS[verb.name];
    // The log stands at the address to which notes are sent.
    if (verb.name !== 'note') {
      router.get(`/:reference/${path}`, permit(action), async (request, response) => {
        await show(desk, verb, request, response, {});
      });
    }
    router.post(
      `/:reference/${path}`,
      permit(action),
      ...(verb.files ? [uploads('files')] : []),
      async (request: Request, response: Response) => perform(desk, verb, request, response),
      pastLimits(desk, verb),
    );
  }
  return router;
}

/** Files past the limits: the form again, with what was written and the files that it had before. */
function pastLimits(desk: AppDesk, verb: Verb): ErrorRequestHandler {
  return async (error, request, response, next) => {
    const fault = faultOfUpload(error);
    if (!fault) return next(error);
    request.resume();
    const page = await requestIn(desk, request, response);
    const { keep } = await readFiles(desk, staffOf(response).by, request);
    const again = { values: readForm(verb.fields, request.body), fault: told(page, request, fault) };
    await show(desk, verb, request, response, { ...again, kept: await keep() }, 413);
  };
}

async function perform(desk: AppDesk, verb: Verb, request: Request, response: Response): Promise<void> {
  const { by, role } = staffOf(response);
  const page = await requestIn(desk, request, response);
  const clock = clockIn(page, request);
  const form = readForm(verb.fields, request.body);
  const uploaded = await readFiles(desk, by, request);
  const { reference, zone, status } = page.request;
  const version = wholeNumber.parse(request.body?.version);
  try {
    assertShort(form);
    if (
      verb.name.startsWith('undo-') &&
      version === page.request.version &&
      !isOffered(verb.name, page, role, clock)
    ) {
      throw new RuleViolation('not-allowed', { action: VERBS[verb.name].action, status });
    }
    const target = { reference, version };
    await verb.run({ desk, by, target, clock, form, files: uploaded.files, zone });
  } catch (error) {
    if (!isForTheForm(error)) throw error;
    const again = { values: form, fault: told(page, request, error) };
    return show(desk, verb, request, response, { ...again, kept: await uploaded.keep() });
  }
  await uploaded.forget();
  say(response, deskFrame(response).t(`verbs:${verb.name}.done`));
  response.redirect(303, `/requests/${reference}`);
}

/** What is told of a form that cannot be taken: first of all that somebody changed the request since it was opened. */
function told({ request: { version } }: RequestPage, { body }: Request, fault: RuleViolation): RuleViolation {
  return wholeNumber.parse(body?.version) === version ? fault : new RuleViolation('stale');
}

type Again = { values?: Record<string, string>; fault?: RuleViolation; kept?: Kept };

/** The form alone: asked for, or again with what was written and what is to be corrected. */
async function show(
  desk: AppDesk,
  verb: Verb,
  request: Request,
  response: Response,
  again: Again,
  faulty = 422,
): Promise<void> {
  const page = await requestIn(desk, request, response); // read again: a conflict shows what is there now
  const clock = clockIn(page, request);
  const offered = isOffered(verb.name, page, staffOf(response).role, clock);
  const stale = again.fault?.code === 'stale';
  const given = {
    page,
    verb: verb.name,
    clock,
    offered,
    stale,
    seen: wholeNumber.parse(request.body?.seen),
    now: desk.clock(),
    ...again,
    action: addressOf(verb.name, page.request.reference, clock),
  };
  const status = stale || !offered ? 409 : again.fault ? faulty : 200;
  sendPage(response, 'requests/verb', verbPage(deskFrame(response, 'requests'), given), 'desk', status);
}

/** The clock in the address, which must be one of this request's; empty where the verb is about the whole request. */
function clockIn(page: RequestPage, request: Request): string {
  const { clock } = request.params;
  if (clock === undefined) return '';
  const found = page.deadlines.find((deadline) => deadline.clock === clock);
  if (!found) throw notFound();
  return found.clock;
}

const isForTheForm = (error: unknown): error is RuleViolation =>
  error instanceof RuleViolation && error.code !== 'not-found' && error.code !== 'not-permitted';
