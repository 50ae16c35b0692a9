import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { BULK, BULK_ACTS, type BulkAct, MOST_AT_ONCE } from '../../domain/lifecycle/bulk.ts';
import { may } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { bulkOutcome, formerRuns } from '../../models/bulk/outcome.ts';
import { pickedRequests, referencesOf } from '../../models/bulk/picked.ts';
import { type BulkLetter, letterInBulk } from '../../models/bulk/rehearsal.ts';
import { beginBulk } from '../../models/bulk/run.ts';
import { beginToTakeBack } from '../../models/bulk/takeBack.ts';
import type { Target } from '../../models/subjectRequest/change.ts';
import { tagsOf } from '../../models/tag/tagging.ts';
import { membersOf } from '../../models/user/members.ts';
import { bulkOutcomePage } from '../../views/requests/bulkOutcome.ts';
import { bulkPlanPage } from '../../views/requests/bulkPlan.ts';
import { bulkRunsPage } from '../../views/requests/bulkRuns.ts';
import type { AppDesk } from '../appDesk.ts';
import { aWhile } from '../middleware/aWhile.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound, Refusal } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { assertReadable, oneLine, text, texts, wholeNumber } from '../middleware/text.ts';
import { assertShort } from './forms.ts';
import { filterOf } from './query.ts';

/** Acts on many requests: a page that says what would happen to which, then what became of each. */
export function bulkRouter(desk: AppDesk): Router {
  const router = Router();
  router.get('/bulk', permit('read-requests'), (_request, response) => response.redirect(303, '/requests'));

  router.post('/bulk', permit('read-requests'), async (request, response) => {
    const act = actIn(request, response);
    const { list } = fieldsIn(request);
    const picked = await targetsIn(desk, request, response);
    if (picked.length === 0) {
      say(response, deskFrame(response).t('rules:nothing-picked'));
      return response.redirect(303, `/requests${list}`);
    }
    await showPlan(desk, request, response, { act, picked });
  });

  router.post('/bulk/runs', permit('read-requests'), async (request, response) => {
    const act = actIn(request, response);
    const picked = await targetsIn(desk, request, response);
    if (isShownAgain(request, response)) return showPlan(desk, request, response, { act, picked });
    try {
      assertReadable(request.body);
      const { doubt, needed, tag, reason, letterShown: shown } = fieldsIn(request);
      assertShort({ doubt, needed, tag, reason });
      const given = { act, targets: picked, assignee: assigneeIn(request), tag, doubt, needed, reason };
      const { by } = staffOf(response);
      const letter = await letterInBulk(desk, by, { ...given, shown });
      if (letter) return showPlan(desk, request, response, { act, picked, letter });
      const { id: run, work } = await beginBulk(desk, by, given);
      await aWhile(desk, 'bulk', work());
      response.redirect(303, `/requests/bulk/runs/${run}${fieldsIn(request).list}`);
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      await showPlan(desk, request, response, { act, picked, fault: error });
    }
  });

  router.get('/bulk/runs', permit('read-requests'), async (_request, response) => {
    const { by, organisation } = staffOf(response);
    const page = bulkRunsPage(deskFrame(response, 'requests'), await formerRuns(by), organisation.zone);
    sendPage(response, 'requests/bulkRuns', page, 'desk');
  });

  router.get('/bulk/runs/:run', permit('read-requests'), (request, response) =>
    showOutcome(desk, request, response),
  );

  router.post('/bulk/runs/:run/undo', permit('read-requests'), async (request, response) => {
    const { reason } = fieldsIn(request);
    if (isShownAgain(request, response)) return showOutcome(desk, request, response, { reason });
    try {
      assertReadable(request.body);
      const work = await beginToTakeBack(desk, staffOf(response).by, runIn(request), reason);
      await aWhile(desk, 'bulk', work());
    } catch (error) {
      if (!(error instanceof RuleViolation) || error.code === 'not-found') throw error;
      return showOutcome(desk, request, response, { reason, fault: error });
    }
    response.redirect(303, `/requests/bulk/runs/${runIn(request)}${fieldsIn(request).list}`);
  });
  return router;
}

const Fields = z.object({
  act: text,
  all: text,
  list: oneLine,
  pick: texts,
  picked: text,
  doubt: text,
  needed: text,
  letterShown: text,
  assignee: text,
  tag: oneLine,
  reason: text,
});

function fieldsIn({ body, query }: Request) {
  const { list, ...fields } = Fields.parse(body ?? {});
  return {
    ...fields,
    list: listQuery(list || new URLSearchParams(query as Record<string, string>).toString()),
  };
}

/** The query of the list that they were picked from, in the only form that the list's address has. */
const listQuery = (query: string): string => {
  const given = new URLSearchParams(query.slice(0, 1000).replace(/^\?/, ''));
  given.delete('after');
  return given.size > 0 ? `?${given}` : '';
};

/** The act in the form, which the user must be allowed to do. */
function actIn(request: Request, response: Response): BulkAct {
  const act = BULK_ACTS.find((one) => one === fieldsIn(request).act);
  if (!act) throw notFound();
  if (!may(staffOf(response).role, BULK[act].action)) throw new Refusal(403);
  return act;
}

/** What was picked: ticked requests with the version that was seen, if the form had it, or the whole list. */
async function targetsIn(desk: AppDesk, request: Request, response: Response): Promise<Target[]> {
  const { all, list, pick, picked } = fieldsIn(request);
  if (all) {
    const filter = filterOf(Object.fromEntries(new URLSearchParams(list)), staffOf(response));
    const found = await referencesOf(desk, staffOf(response).by, filter, MOST_AT_ONCE + 1);
    return found.map((reference) => ({ reference }));
  }
  return [...pick, ...picked.split(/\s+/)].flatMap((one) => {
    const [, reference, version] = /^(R-[0-9A-Z]{4}-[0-9A-Z]{4})(?::(\d{1,9}))?$/.exec(one) ?? [];
    return reference ? [{ reference, version: version === undefined ? undefined : Number(version) }] : [];
  });
}

/** A colleague's number; null for nobody, as on the page of one request. */
const assigneeIn = (request: Request): number | null => wholeNumber.parse(fieldsIn(request).assignee) || null;

const runIn = ({ params }: Request): number => {
  const run = wholeNumber.parse(params.run);
  if (!run) throw notFound();
  return run;
};

type PlanGiven = { act: BulkAct; picked: readonly Target[]; fault?: RuleViolation; letter?: BulkLetter };

async function showPlan(
  desk: AppDesk,
  request: Request,
  response: Response,
  { act, picked, fault, letter }: PlanGiven,
): Promise<void> {
  const { by, user } = staffOf(response);
  const references = picked.map(({ reference }) => reference);
  const tooMany = references.length > MOST_AT_ONCE;
  const page = bulkPlanPage(deskFrame(response, 'requests'), {
    act,
    requests: tooMany ? [] : await pickedRequests(desk, by, references),
    seen: new Map(picked.map(({ reference, version }) => [reference, version])),
    colleagues: (await membersOf(desk, by)).filter(
      ({ role, hasAccepted }) => hasAccepted && may(role, 'read-requests'),
    ),
    tags: (await tagsOf(desk, by)).map(({ name }) => name),
    list: fieldsIn(request).list,
    values: {
      ...fieldsIn(request),
      ...(request.body?.picked === undefined && { assignee: String(user.id) }),
    },
    letter,
    fault: tooMany ? new RuleViolation('too-many-picked', { most: MOST_AT_ONCE }) : fault,
  });
  sendPage(response, 'requests/bulkPlan', page, 'desk', fault || tooMany ? 422 : 200);
}

async function showOutcome(
  desk: AppDesk,
  request: Request,
  response: Response,
  again: { reason?: string; fault?: RuleViolation } = {},
): Promise<void> {
  const { by, role } = staffOf(response);
  const outcome = await bulkOutcome(desk, by, runIn(request));
  if (outcome.isUnderway) response.set('Refresh', '2');
  const given = { outcome, role, list: fieldsIn(request).list, ...again };
  const page = bulkOutcomePage(deskFrame(response, 'requests'), given);
  sendPage(response, 'requests/bulkOutcome', page, 'desk', again.fault ? 422 : 200);
}
