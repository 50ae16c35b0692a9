import { type Response, Router } from 'express';
import { z } from 'zod';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { declareDay, declaredDaysOf, withdrawDay } from '../../models/organisation/declaredDays.ts';
import { applyPresentBasis, outdatedRequests } from '../../models/subjectRequest/basis.ts';
import { type DatesForm, datesPage } from '../../views/settings/dates.ts';
import type { AppDesk } from '../appDesk.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { text } from '../middleware/text.ts';

const Form = z.object({ on: text, name: text, source: text, kind: text });

/** Days declared late, and the open requests that are counted by former rules: first shown, then moved. */
export function datesRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('correct-receipt'), (_request, response) => show(desk, response, Form.parse({})));

  router.post('/declared', permit('correct-receipt'), async (request, response) => {
    const form = Form.parse(request.body);
    try {
      await declareDay(desk, staffOf(response).by, { ...form, working: form.kind === 'working' });
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      return show(desk, response, form, [error]);
    }
    goOn(response, 'moves:declared');
  });

  router.post('/declared/:on/withdrawal', permit('correct-receipt'), async (request, response) => {
    await withdrawDay(desk, staffOf(response).by, String(request.params.on));
    goOn(response, 'moves:withdrawn');
  });

  router.post('/application', permit('correct-receipt'), async (_request, response) => {
    const count = await applyPresentBasis(desk, staffOf(response).by);
    goOn(response, 'moves:applied', { count });
  });

  return router;
}

function goOn(response: Response, said: string, data: object = {}): void {
  say(response, deskFrame(response).t(said, { ...data }));
  response.redirect(303, '/settings/dates');
}

async function show(
  desk: AppDesk,
  response: Response,
  form: DatesForm,
  faults: RuleViolation[] = [],
): Promise<void> {
  const { organisation, by } = staffOf(response);
  const outdated = await outdatedRequests(desk, by);
  const given = { declared: declaredDaysOf(organisation), outdated, form, faults };
  sendPage(
    response,
    'settings/dates',
    datesPage(deskFrame(response, 'organisation'), given),
    'desk',
    faults.length > 0 ? 422 : 200,
  );
}
