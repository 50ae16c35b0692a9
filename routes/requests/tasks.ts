import { type Request, type Response, Router } from 'express';
import { may } from '../../domain/permissions.ts';
import type { Right } from '../../domain/rights.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { isUnsaid } from '../../domain/tasks/named.ts';
import { areTasksNeeded, isToHandOut } from '../../domain/tasks/task.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { type RegisteredSystem, systemsOf } from '../../models/system/register.ts';
import { type Decided, handOut, planAgain } from '../../models/task/handOut.ts';
import { type RequestTask, tasksOfRequest } from '../../models/task/ofRequest.ts';
import { ownersAsked } from '../../models/task/ownersAsked.ts';
import { renewOwnerLink, revokeOwnerLink } from '../../models/task/renewLinks.ts';
import { withdrawTasks } from '../../models/task/withdrawTasks.ts';
import type { HandOutForm } from '../../views/requests/handOutGiven.ts';
import { sentenceOfTask } from '../../views/requests/taskPlan.ts';
import { handOutPage } from '../../views/requests/tasks.ts';
import { tasksPath } from '../../views/requests/tasksPath.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { assertReadable, oneLine, text, texts, wholeNumber } from '../middleware/text.ts';
import { referenceIn, requestIn } from './reference.ts';

/** What is asked of colleagues for one request: planned, handed out, answered. */
export function tasksOfRequestRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/:reference/tasks', permit('read-requests'), (request, response) =>
    show(desk, request, response),
  );

  router.post('/:reference/tasks', permit('hand-out'), async (request, response) => {
    const { by } = staffOf(response);
    const page = await requestIn(desk, request, response);
    const planned = (await tasksOfRequest(desk, page.request)).filter(isToHandOut);
    const form = formIn(request, planned);
    if (isShownAgain(request, response)) return show(desk, request, response, { form });
    const target = { reference: referenceIn(request), version: wholeNumber.parse(request.body?.version) };
    await orShow(desk, request, response, { form }, async () => {
      assertReadable(request.body);
      const instructions = instructionsOf(planned, await systemsOf(desk, by), page.request.right);
      const decided = decidedIn(form, planned, { instructions, page });
      await handOut(desk, by, target, { decided, reason: form.reason });
      say(response, deskFrame(response).t('handOut:handedOut'));
    });
  });

  router.post('/:reference/tasks/plan', permit('hand-out'), async (request, response) => {
    const { by } = staffOf(response);
    await orShow(desk, request, response, {}, async () => {
      const count = await planAgain(desk, by, { reference: referenceIn(request) });
      say(response, deskFrame(response).t('handOut:planned', { count }));
    });
  });

  router.post('/:reference/tasks/withdrawal', permit('hand-out'), async (request, response) => {
    const { by } = staffOf(response);
    await orShow(desk, request, response, {}, async () => {
      assertReadable(request.body);
      const reason = text.catch('').parse(request.body?.withdrawal).trim();
      await withdrawTasks(desk, by, { reference: referenceIn(request) }, { reason });
      say(response, deskFrame(response).t('handOut:outdated.withdrawn'));
    });
  });

  const links = { renew: renewOwnerLink, revoke: revokeOwnerLink };
  for (const what of ['renew', 'revoke'] as const)
    router.post(`/:reference/tasks/links/:link/${what}`, permit('hand-out'), async (request, response) => {
      const { by } = staffOf(response);
      const link = wholeNumber.parse(request.params.link);
      await orShow(desk, request, response, {}, async () => {
        await links[what](desk, by, { reference: referenceIn(request) }, link);
        say(response, deskFrame(response).t(`handOut:owner.${what === 'renew' ? 'renewed' : 'ended'}`));
      });
    });

  return router;
}

/** What was typed in the form of the plan, or beside one task. */
type TypedTasks = { form?: HandOutForm; typed?: Record<string, string> };

function formIn({ body }: Request, planned: readonly RequestTask[]): HandOutForm {
  const given = (body ?? {}) as Record<string, unknown>;
  return {
    included: texts.catch([]).parse(given.included),
    words: Object.fromEntries(planned.map(({ id }) => [id, text.catch('').parse(given[`words-${id}`])])),
    meant: text.catch('').parse(given.meant).trim(),
    reason: oneLine.catch('').parse(given.reason),
  };
}

/** The desk's own sentence is not kept as the DPO's words: whoever opens the page reads it in their language. */
function decidedIn(
  { included, words, meant }: HandOutForm,
  planned: readonly RequestTask[],
  { instructions, page }: { instructions: Record<number, string | undefined>; page: RequestPage },
): Decided {
  const isTheDesks = (task: RequestTask) =>
    !instructions[task.id] && words[task.id] === sentenceOfTask(task, page);
  const wordsFor = (task: RequestTask) => {
    if (meant && isUnsaid(task.kind, page.request.right, page.details.particulars))
      return `${words[task.id] ?? ''}\n${meant}`.trim();
    return isTheDesks(task) ? '' : (words[task.id] ?? '');
  };
  return Object.fromEntries(
    planned.map((task) => [
      task.id,
      included.includes(String(task.id)) ? { words: wordsFor(task) } : { dropped: true as const },
    ]),
  );
}

/** By task, how its system says to act on this right. */
const instructionsOf = (tasks: readonly RequestTask[], systems: readonly RegisteredSystem[], right: Right) =>
  Object.fromEntries(
    tasks.map(({ id, systemId }) => [id, systems.find((one) => one.id === systemId)?.instructions[right]]),
  );

/** Runs an act and goes on to the page; the form again, with what was written, where a rule is broken. */
export async function orShow(
  desk: AppDesk,
  request: Request,
  response: Response,
  given: TypedTasks,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof RuleViolation) || error.code === 'not-found') throw error;
    return show(desk, request, response, { ...given, fault: error });
  }
  response.redirect(303, tasksPath(referenceIn(request)));
}

async function show(
  desk: AppDesk,
  request: Request,
  response: Response,
  { form, typed, fault }: TypedTasks & { fault?: RuleViolation } = {},
): Promise<void> {
  const { by, role } = staffOf(response);
  const page = await requestIn(desk, request, response);
  const tasks = await tasksOfRequest(desk, page.request);
  const systems = await systemsOf(desk, by);
  const given = {
    page,
    tasks,
    instructions: instructionsOf(tasks, systems, page.request.right),
    owners: await ownersAsked(desk, page.request),
    now: desk.clock(),
    mayHandOut: page.actions.includes('hand-out') && areTasksNeeded(page.request),
    mayReadFiles: may(role, 'read-files'),
    mayReadOutbox: may(role, 'read-outbox'),
    form,
    typed,
    systems,
    faults: fault ? [fault] : [],
  };
  const shown = handOutPage(deskFrame(response, 'requests'), given);
  const status = fault?.code === 'stale' ? 409 : fault ? 422 : 200;
  sendPage(response, 'requests/tasks', shown, 'desk', status);
}
