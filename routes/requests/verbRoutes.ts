import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { promiseKey } from '../../domain/deadlines/promiseKey.ts';
import { overwritesNothing } from '../../domain/lifecycle/actions.ts';
import { leftEmpty } from '../../domain/lifecycle/needed.ts';
import { shapeOf, VERB_NAMES, type VerbName, verbPath } from '../../domain/lifecycle/verbs.ts';
import { may } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { contentsOfRequest } from '../../models/answerDraft/contents.ts';
import { preparedFilesOf } from '../../models/answerDraft/files.ts';
import { typedAnswerOf } from '../../models/answerDraft/typed.ts';
import { phrasesOf } from '../../models/phrase/keep.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { tasksOfRequest } from '../../models/task/ofRequest.ts';
import { isToBeSeen } from '../../views/faults.ts';
import type { WaitingFiles } from '../../views/requests/forms/context.ts';
import { letterPage } from '../../views/requests/letter.ts';
import { isOffered } from '../../views/requests/offers.ts';
import { proposalFor } from '../../views/requests/proposal.ts';
import { verbPage } from '../../views/requests/verb.ts';
import type { AppDesk } from '../appDesk.ts';
import { faultOfUpload } from '../intake/uploadFault.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { unreadableIn, wholeNumber } from '../middleware/text.ts';
import { emptyFiles, exportsOf, uploads } from '../middleware/uploads.ts';
import { assertShort, readFiles, readForm } from './forms.ts';
import { intoAnswer } from './intoAnswer.ts';
import { withPhraseIn } from './phrases.ts';
import { requestIn } from './reference.ts';
import { letterToRead, type ToRead, withoutSameText } from './toRead.ts';
import { keepTypedAnswer, wayIn } from './typedAnswer.ts';
import { runVerb } from './verbs/index.ts';

/** For each verb, the page with its form, and the route that receives it. */
export function verbRouter(desk: AppDesk): Router {
  const router = Router();
  for (const verb of VERB_NAMES) {
    const { path, action, files } = shapeOf(verb);
    // Notes are sent to the address of the log.
    if (verb !== 'note') {
      router.get(`/:reference/${path}`, permit(action), async (request, response) => {
        await show(desk, verb, request, response, {});
      });
    }
    router.post(
      `/:reference/${path}`,
      permit(action),
      ...(files ? [verb === 'answer' ? exportsOf(desk) : uploads(desk, 'files')] : []),
      async (request: Request, response: Response) => perform(desk, verb, request, response),
      pastLimits(desk, verb),
    );
  }
  return router;
}

/** Files over the limits: shows the form again with its content and the earlier files. */
function pastLimits(desk: AppDesk, verb: VerbName): ErrorRequestHandler {
  return async (error, request, response, next) => {
    const fault = faultOfUpload(error);
    if (!fault) return next(error);
    request.resume();
    const page = await requestIn(desk, request, response);
    const { keep } = await readFiles(desk, staffOf(response).by, request);
    const again = {
      values: readForm(shapeOf(verb).fields, request.body),
      fault: told(page, verb, request, fault),
    };
    await show(desk, verb, request, response, { ...again, kept: await keep() }, 413);
  };
}

async function perform(desk: AppDesk, verb: VerbName, request: Request, response: Response): Promise<void> {
  const { by } = staffOf(response);
  const page = await requestIn(desk, request, response);
  const clock = clockIn(page, request);
  const form = withoutSameText(readForm(shapeOf(verb).fields, request.body), request.body);
  const uploaded = await readFiles(desk, by, request);
  const { reference, zone } = page.request;
  const version = wholeNumber.parse(request.body?.version);
  if (isShownAgain(request, response)) {
    const values = { ...form, ...readForm(['version', 'seen'], request.body) };
    return show(desk, verb, request, response, { values, kept: await uploaded.keep() });
  }
  try {
    assertShort(form);
    const [unfit] = [...unreadableIn(request.body), ...emptyFiles(request)];
    if (unfit) throw unfit;
    const way = verb === 'answer' ? wayIn(request) : undefined;
    if (way) {
      await keepTypedAnswer(desk, by, reference, { form, uploaded });
      return response.redirect(303, way);
    }
    const inserted = await withPhraseIn(by, form, request.body);
    if (request.body?.again || inserted)
      return show(
        desk,
        verb,
        request,
        response,
        { values: inserted ?? form, kept: await uploaded.keep() },
        200,
      );
    const target =
      verb === 'answer'
        ? await intoAnswer(desk, by, { reference, version }, form, uploaded)
        : { reference, version };
    const files = uploaded.files();
    const given = Object.keys(request.body ?? {});
    const run = () => runVerb(verb, { desk, by, target, clock, form, given, files, zone, page });
    const letter = await letterToRead(desk, by, { verb, request, form, files, reference, run });
    if (letter)
      return showLetter(desk, verb, request, response, {
        ...letter,
        values: form,
        waiting: await uploaded.keep(),
      });
    await run();
  } catch (error) {
    if (!isForTheForm(error)) throw error;
    const again = { values: form, fault: told(page, verb, request, error), more: leftEmpty(verb, form) };
    return show(desk, verb, request, response, { ...again, kept: await uploaded.keep() });
  }
  await uploaded.forget();
  say(response, deskFrame(response).t(saidOf(verb, form)));
  response.redirect(303, `/requests/${reference}`);
}

/** Shows the verb's letter before it is sent, and again if its form has changed since. */
async function showLetter(
  desk: AppDesk,
  verb: VerbName,
  request: Request,
  response: Response,
  read: ToRead & { values: Record<string, string>; waiting?: WaitingFiles },
): Promise<void> {
  const page = await requestIn(desk, request, response);
  const given = { ...read, page, verb, clock: clockIn(page, request), now: desk.clock() };
  sendPage(response, 'requests/letter', letterPage(deskFrame(response, 'requests'), given), 'desk');
}

/** The notice after a verb: a decision takes effect only when its letter has left, by email or, once printed, by post. */
function saidOf(verb: VerbName, { sending }: Record<string, string>): string {
  if (sending === 'paper') return 'verbs:prepared';
  return `verbs:${verb}.${shapeOf(verb).waitsForLetter && sending === 'mail' ? 'ordered' : 'done'}`;
}

/** The faults of a form that was refused; a conflict with a colleague's change comes first. */
function told(
  { request: { version } }: RequestPage,
  verb: VerbName,
  { body }: Request,
  fault: RuleViolation,
): RuleViolation {
  const seen = wholeNumber.parse(body?.version) === version || overwritesNothing(shapeOf(verb).action);
  return seen ? fault : new RuleViolation('stale');
}

type RejectedVerbForm = {
  values?: Record<string, string>;
  fault?: RuleViolation;
  more?: readonly RuleViolation[];
  kept?: WaitingFiles;
};

/** Shows the form alone: fresh, or again with its content and its faults. */
async function show(
  desk: AppDesk,
  verb: VerbName,
  request: Request,
  response: Response,
  again: RejectedVerbForm,
  faulty = 422,
): Promise<void> {
  const page = await requestIn(desk, request, response); // read again: a conflict shows what is there now
  const clock = clockIn(page, request);
  const { role, by } = staffOf(response);
  const offered = isOffered(verb, page, role, clock);
  const stale = again.fault?.code === 'stale';
  const proposed = again.values ? undefined : await proposedFor(desk, verb, clock, { page, response });
  const outdated = stale || again.fault?.code === 'preview-outdated';
  const given = {
    page,
    role,
    mayReadFiles: may(role, 'read-files'),
    verb,
    clock,
    offered,
    stale,
    seen: wholeNumber.parse(request.body?.seen),
    now: desk.clock(),
    ...again,
    values: again.values ?? proposed,
    isReminder: request.query.again === 'yes',
    phrases: may(role, 'keep-phrase') ? await phrasesOf(by) : undefined,
    ...(verb === 'answer' && (await draftOf(desk, page, { values: again.values, stale }))),
    action: verbPath(verb, page.request.reference, clock),
  };
  const isFaulty = again.fault && !isToBeSeen(again.fault);
  const status = outdated || !offered ? 409 : isFaulty ? faulty : 200;
  sendPage(response, 'requests/verb', verbPage(deskFrame(response, 'requests'), given), 'desk', status);
}

/** The files of an answer, what it would say with them, and what was typed for it; a conflict shows what is saved there now. */
async function draftOf(
  desk: AppDesk,
  { request }: RequestPage,
  { values, stale }: { values?: Record<string, string>; stale: boolean },
) {
  const typed = await typedAnswerOf(desk, request);
  const version = String(typed.version);
  const prepared = await preparedFilesOf(desk, request);
  const files = prepared.filter(({ decision }) => decision !== 'left-out').map(({ name }) => name);
  return {
    prepared,
    typed,
    draft: await contentsOfRequest(desk, request, { files, nothingHeld: '' }),
    values: values ? { ...values, ...(stale && { typed: version }) } : { ...typed.values, typed: version },
  };
}

/** What the tasks propose for the form that records a promise as kept. */
async function proposedFor(
  desk: AppDesk,
  verb: VerbName,
  clock: string,
  { page, response }: { page: RequestPage; response: Response },
): Promise<Record<string, string> | undefined> {
  const deadline = verb === 'fulfil' && page.deadlines.find((each) => promiseKey(each) === clock);
  if (!deadline) return undefined;
  const tasks = await tasksOfRequest(desk, page.request);
  return proposalFor(deskFrame(response, 'requests'), page, tasks, deadline)?.values;
}

/** The key of the promise in the address, which must be one of this request's; empty for verbs about the whole request. */
function clockIn(page: RequestPage, request: Request): string {
  const { clock } = request.params;
  if (clock === undefined) return '';
  const found = page.deadlines.find((deadline) => promiseKey(deadline) === clock);
  if (!found) throw notFound();
  return promiseKey(found);
}

const isForTheForm = (error: unknown): error is RuleViolation =>
  error instanceof RuleViolation && error.code !== 'not-found' && error.code !== 'not-permitted';
