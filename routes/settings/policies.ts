import { type Response, Router } from 'express';
import { z } from 'zod';
import { inEach } from '../../domain/languages.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { removeCategory, wordCategory } from '../../models/organisation/categories.ts';
import { numberFaults, openClocks, overrideClock } from '../../models/organisation/overrides.ts';
import { policiesOf } from '../../models/organisation/policies.ts';
import { categoryPage } from '../../views/settings/categories.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { assertReadable, oneLine, text, wholeNumber } from '../middleware/text.ts';
import { showPolicies } from './policiesShown.ts';
import { policyRowsRouter } from './policyRows.ts';

const NumberForm = z.object({ clock: text, period: text, from: text, reason: text });
const CategoryForm = z.object({ id: text, ...inEach(() => oneLine) });
const Version = z.object({ version: wholeNumber });

/** The organisation's list of policies, its names for kinds of data, and its own periods. */
export function policySettingsRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('read-policies'), (_request, response) => showPolicies(desk, response));

  router.use('/rows', policyRowsRouter(desk));

  router.post('/numbers', permit('change-settings'), async (request, response) => {
    const form = NumberForm.parse(request.body);
    if (isShownAgain(request, response)) return showPolicies(desk, response, { form });
    try {
      assertReadable(request.body);
      await overrideClock(desk, staffOf(response).by, form);
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      const { by, organisation } = staffOf(response);
      const open = openClocks(desk, organisation, await policiesOf(desk, by));
      const [first = error, ...more] = numberFaults(open, form);
      return showPolicies(desk, response, { form, faults: [first, ...more] });
    }
    say(response, deskFrame(response).t('settings:numbers.saved'));
    response.redirect(303, '/settings/policies');
  });

  router.get('/categories/new', permit('change-settings'), (_request, response) => {
    const { version } = staffOf(response).organisation;
    showCategory(response, { version, category: CategoryForm.parse({}), faults: [] });
  });

  router.post('/categories', permit('change-settings'), async (request, response) => {
    const category = CategoryForm.parse(request.body);
    const { version } = Version.parse(request.body);
    if (isShownAgain(request, response)) return showCategory(response, { version, category, faults: [] });
    try {
      assertReadable(request.body);
      await wordCategory(desk, staffOf(response).by, version, category);
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      return showCategory(response, { version, category, faults: [error] });
    }
    say(response, deskFrame(response).t('settings:saved'));
    response.redirect(303, '/settings/policies');
  });

  router.post('/categories/:category/removal', permit('change-settings'), async (request, response) => {
    const { version } = Version.parse(request.body ?? {});
    try {
      await removeCategory(desk, staffOf(response).by, version, String(request.params.category));
    } catch (error) {
      if (!(error instanceof RuleViolation) || error.code === 'not-found') throw error;
      return showPolicies(desk, response, { faults: [error] });
    }
    say(response, deskFrame(response).t('settings:saved'));
    response.redirect(303, '/settings/policies');
  });

  router.get('/:pack', permit('read-policies'), (request, response) => {
    const [id, version] = String(request.params.pack).split('@', 2);
    const pack = desk.packs.find((one) => one.id === id && one.version === version);
    if (!pack) throw notFound();
    response.redirect(303, `/policies/${pack.id}?version=${encodeURIComponent(pack.version)}`);
  });

  return router;
}

function showCategory(response: Response, given: Parameters<typeof categoryPage>[1]): void {
  const { version } = staffOf(response).organisation;
  const isStale = given.faults.some(({ code }) => code === 'settings-changed');
  // Shown again with its content: sending it once more is then a decision.
  const shown = isStale ? { ...given, version } : given;
  const page = categoryPage(deskFrame(response, 'policies'), shown);
  sendPage(response, 'settings/form', page, 'desk', isStale ? 409 : given.faults.length > 0 ? 422 : 200);
}
