import { type Response, Router } from 'express';
import { z } from 'zod';
import { formerPromiseIn } from '../../domain/deadlines/promiseKey.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { declareDay, declaredDaysOf, withdrawDay } from '../../models/organisation/declaredDays.ts';
import { applyPresentBasis, outdatedRequests, previewDigest } from '../../models/subjectRequest/basis.ts';
import { type ApplicationForm, datesPage, declarationPage } from '../../views/settings/dates.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { assertReadable, oneLine, text } from '../middleware/text.ts';

const Form = z.object({ on: text, name: oneLine, source: oneLine, kind: text });
const Application = z.object({
  seen: text,
  ends: z.preprocess((given) => [given ?? []].flat(), z.array(text)),
  reason: text,
});

/** Declared days, and open requests under former rules: a preview, then the change. */
export function datesRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('change-basis'), (_request, response) => show(desk, response, {}));

  router.get('/declared/new', permit('change-basis'), (_request, response) =>
    showDeclaration(response, { form: Form.parse({}), faults: [] }),
  );

  router.post('/declared', permit('change-basis'), async (request, response) => {
    const form = Form.parse(request.body);
    if (isShownAgain(request, response)) return showDeclaration(response, { form, faults: [] });
    try {
      assertReadable(request.body);
      await declareDay(desk, staffOf(response).by, { ...form, working: form.kind === 'working' });
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      return showDeclaration(response, { form, faults: [error] });
    }
    goOn(response, 'moves:declared');
  });

  router.post('/declared/:on/withdrawal', permit('change-basis'), async (request, response) => {
    await withdrawDay(desk, staffOf(response).by, String(request.params.on));
    goOn(response, 'moves:withdrawn');
  });

  router.post('/application', permit('change-basis'), async (request, response) => {
    const application = Application.parse(request.body ?? {});
    const { seen, ends, reason } = application;
    if (isShownAgain(request, response)) return show(desk, response, { application });
    const promises = ends.map(formerPromiseIn);
    try {
      assertReadable(request.body);
      const count = await applyPresentBasis(desk, staffOf(response).by, {
        seen,
        ending: { promises, reason },
      });
      goOn(response, 'moves:applied', { count });
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      return show(desk, response, { application, faults: [error] });
    }
  });

  return router;
}

function goOn(response: Response, said: string, data: object = {}): void {
  say(response, deskFrame(response).t(said, { ...data }));
  response.redirect(303, '/settings/dates');
}

function showDeclaration(response: Response, given: Parameters<typeof declarationPage>[1]): void {
  const page = declarationPage(deskFrame(response, 'organisation'), given);
  sendPage(response, 'settings/form', page, 'desk', given.faults.length > 0 ? 422 : 200);
}

async function show(
  desk: AppDesk,
  response: Response,
  again: { application?: ApplicationForm; faults?: RuleViolation[] },
): Promise<void> {
  const { application = Application.parse({}), faults = [] } = again;
  const { organisation, by } = staffOf(response);
  const outdated = await outdatedRequests(desk, by);
  const seen = previewDigest(outdated);
  const given = {
    calendar: organisation.calendar,
    declared: declaredDaysOf(organisation),
    outdated,
    packs: desk.packs,
    seen,
    application,
    faults,
  };
  sendPage(
    response,
    'settings/dates',
    datesPage(deskFrame(response, 'organisation'), given),
    'desk',
    faults.some(({ code }) => code === 'preview-outdated') ? 409 : faults.length > 0 ? 422 : 200,
  );
}
