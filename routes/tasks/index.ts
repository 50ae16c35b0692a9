import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { TASK_OUTCOMES, type TaskOutcome } from '../../domain/tasks/task.ts';
import { answerTask, type TaskAnswer } from '../../models/task/answerTask.ts';
import { openTasksOf } from '../../models/task/ofOwner.ts';
import { sendOwnerCode, useOwnerCode } from '../../models/task/ownerCode.ts';
import { linkOfToken, noteView, type OpenLink } from '../../models/task/ownerLinks.ts';
import { unlockedTasksOf } from '../../models/task/unlocked.ts';
import { type Language, translator } from '../../views/i18n.ts';
import { endedTasksPage, lockedTasksPage, tasksCodePage } from '../../views/tasks/locked.ts';
import { type TaskForm, tasksPage } from '../../views/tasks/show.ts';
import type { AppDesk } from '../appDesk.ts';
import { faultOfUpload } from '../intake/uploadFault.ts';
import { answerLine } from '../middleware/answerLine.ts';
import { codeGate, gatedPath, isUnlocked, tokenIn } from '../middleware/codeGate.ts';
import { isByProgram } from '../middleware/csrf.ts';
import { httpStatusOf } from '../middleware/errors.ts';
import { limit } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone, permitSecretLink } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { text } from '../middleware/text.ts';
import { emptyFiles, exportsOf, filesOf } from '../middleware/uploads.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';
import { faultLine, refuseRepeats, taskIn } from './program.ts';

/** The page of an owner's link: a week in this browser after the code. */
const PLACE = { name: 'tasks', place: '/tasks', minutes: 7 * 24 * 60 } as const;

/** The tasks of somebody who looks after systems and has no account: their link shows what waits, the code from their mailbox whom it is about. */
export function tasksRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/:token', permitAnyone(), secretPage(), limit(desk, 'tasks'), async (request, response) => {
    const { link, token } = await find(desk, request);
    await noteView(desk, link);
    await show(desk, response, { link, token });
  });

  codeGate(router, desk, {
    ...PLACE,
    find: (request) => find(desk, request),
    send: ({ link }) => sendOwnerCode(desk, link),
    use: ({ link }, digits) => useOwnerCode(desk, link, digits),
    page: ({ link: { email }, token }, response, fault) => {
      const { organisation } = visitOf(response);
      return tasksCodePage(visitFrame(response), { token, email, organisation, fault });
    },
  });

  // The link alone is enough to answer: it is the owner's, and a program may answer. Whom a task is about needs the code.
  router.post(
    '/:token/:task',
    permitSecretLink(),
    secretPage(),
    limit(desk, 'form'),
    refuseRepeats(desk),
    exportsOf(desk),
    async (request: Request, response: Response) => {
      const { link, token } = await find(desk, request);
      const task = taskIn(request);
      const form = formIn(request);
      try {
        const [empty] = emptyFiles(request);
        if (empty) throw empty;
        await answerTask(desk, link, task, answerOf(form), filesOf(request));
      } catch (error) {
        if (!(error instanceof RuleViolation) || error.code === 'not-found' || isByProgram(response))
          throw error;
        return show(desk, response, { link, token, again: { task, form, fault: error } });
      }
      if (isByProgram(response))
        return answerLine(response, 200, translator(link.language as Language)('tasks:thanks'));
      goOn(response, `${gatedPath(PLACE, token)}?thanks=yes`);
    },
    pastLimits(desk),
  );

  router.use(faultLine, ended);

  return router;
}

/** Files past the limits, beside their field, with all that was written. */
const pastLimits =
  (desk: AppDesk): ErrorRequestHandler =>
  async (error, request, response, next) => {
    const fault = faultOfUpload(error);
    if (!fault || isByProgram(response)) return next(error);
    const again = { task: taskIn(request), form: formIn(request), fault };
    await show(desk, response, { ...(await find(desk, request)), again });
  };

/** A link that opens nothing says what may have become of it. */
const ended: ErrorRequestHandler = (error, _request, response, next) => {
  if (httpStatusOf(error) !== 404) return next(error);
  const page = endedTasksPage(visitFrame(response), visitOf(response).organisation);
  sendPage(response, 'tasks/locked', page, 'public', 404);
};

type TasksShown = {
  link: OpenLink;
  token: string;
  again?: { task: number; form: TaskForm; fault: RuleViolation };
};

async function show(desk: AppDesk, response: Response, { link, token, again }: TasksShown): Promise<void> {
  const frame = visitFrame(response);
  const { organisation } = visitOf(response);
  const given = { token, organisation, thanks: response.req.query.thanks === 'yes' };
  const status = again ? httpStatusOf(again.fault) : 200;
  if (!isUnlocked(desk, response.req, PLACE)) {
    const page = lockedTasksPage(frame, {
      ...given,
      tasks: await openTasksOf(desk, link),
      email: link.email,
    });
    return sendPage(response, 'tasks/locked', page, 'public', status);
  }
  const tasks = await unlockedTasksOf(desk, link);
  sendPage(
    response,
    'tasks/show',
    tasksPage(frame, { ...given, tasks, again, place: placeOf(desk, response, token) }),
    'public',
    status,
  );
}

/** The link in the address; 404 otherwise, also for one that is over, revoked, or of another organisation. */
async function find(desk: AppDesk, request: Request): Promise<{ link: OpenLink; token: string }> {
  const token = tokenIn(request);
  const link = await linkOfToken(desk, token);
  if (!link || link.organisationId !== visitOf(request.res as Response).organisation.id) throw notFound();
  return { link, token };
}

/** The whole address, for programs. */
const placeOf = (desk: AppDesk, response: Response, token: string): string =>
  new URL(`${visitOf(response).base}${gatedPath(PLACE, token)}`, desk.baseUrl).href;

function formIn({ body }: Request): TaskForm {
  const given = (body ?? {}) as Record<string, unknown>;
  const one = (name: string) => text.catch('').parse(given[name]);
  return {
    outcome: one('outcome'),
    count: one('count'),
    note: one('note'),
    searched: one('searched'),
    reason: one('reason'),
    toWhom: one('toWhom'),
  };
}

/** What the owner answered, without what belongs to another outcome. */
function answerOf(form: TaskForm): TaskAnswer {
  const outcome = TASK_OUTCOMES.find((one) => one === form.outcome) ?? ('' as TaskOutcome);
  if (form.count && !/^\d{1,9}$/.test(form.count))
    throw new RuleViolation('count-out-of-range', { least: 0, most: 999_999_999 }, 'count');
  const { note, searched, reason, toWhom, count } = form;
  return {
    outcome,
    note: note || undefined,
    count: outcome === 'done' && count ? Number(count) : undefined,
    searched: outcome === 'nothing-found' ? searched : undefined,
    reason: outcome === 'cannot' ? reason : undefined,
    toWhom: outcome === 'not-mine' ? toWhom : undefined,
  };
}
