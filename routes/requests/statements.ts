import { type Request, type Response, Router } from 'express';
import { isStatement } from '../../domain/answers/requirementIds.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { gateOfRequest } from '../../models/answerDraft/gate.ts';
import { saveStatements, statementsOf } from '../../models/answerDraft/statements.ts';
import { statementsPage } from '../../views/requests/statements.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { assertReadable, text, wholeNumber } from '../middleware/text.ts';
import { assertShort } from './forms.ts';
import { referenceIn, requestIn } from './reference.ts';

type WrittenStatements = { written?: Record<string, string>; fault?: RuleViolation };

/** What a DPO states for an answer where no system shows it: saved with the request, sealed. */
export function statementsRouter(desk: AppDesk): Router {
  const router = Router();
  const path = '/:reference/answer/statements';

  router.get(path, permit('answer'), (request, response) => show(desk, request, response));

  router.post(path, permit('answer'), async (request, response) => {
    const { by } = staffOf(response);
    const reference = referenceIn(request);
    const written = writtenIn(request);
    if (isShownAgain(request, response)) return show(desk, request, response, { written });
    try {
      assertReadable(request.body);
      assertShort(written);
      const version = wholeNumber.parse(request.body?.version);
      await saveStatements(desk, by, { reference }, { version, stated: written });
    } catch (fault) {
      if (!(fault instanceof RuleViolation) || fault.code === 'not-found') throw fault;
      return show(desk, request, response, { written, fault });
    }
    say(response, deskFrame(response).t('gate:saved'));
    response.redirect(303, `/requests/${reference}/answer`);
  });

  return router;
}

const writtenIn = ({ body }: Request): Record<string, string> =>
  Object.fromEntries(
    Object.entries((body ?? {}) as Record<string, unknown>)
      .filter(([name]) => isStatement(name))
      .map(([name, value]) => [name, text.catch('').parse(value)]),
  );

async function show(
  desk: AppDesk,
  request: Request,
  response: Response,
  given: WrittenStatements = {},
): Promise<void> {
  const page = await requestIn(desk, request, response);
  const { rows } = await gateOfRequest(desk, page.request);
  const saved = await statementsOf(desk, page.request);
  const shown = statementsPage(deskFrame(response, 'requests'), { page, rows, saved, ...given });
  const status = given.fault?.code === 'stale' ? 409 : given.fault ? 422 : 200;
  sendPage(response, 'requests/statements', shown, 'desk', status);
}
