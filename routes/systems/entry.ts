import type { Response, Router } from 'express';
import { may } from '../../domain/permissions.ts';
import { categoryIds } from '../../domain/policies/categories.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { emptySystem, formOf, type SystemForm } from '../../domain/systems/systemForm.ts';
import { categoriesOf } from '../../models/organisation/categories.ts';
import { packsOfOrganisation } from '../../models/organisation/packs.ts';
import { changesOfSystem } from '../../models/system/changes.ts';
import { systemsOf } from '../../models/system/register.ts';
import { addSystem, changeSystem, systemFaults } from '../../models/system/save.ts';
import { systemPage } from '../../views/systems/entry.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { unreadableIn, wholeNumber } from '../middleware/text.ts';
import { systemFormIn } from './form.ts';

/** One system: added, read, changed. */
export function systemRoutes(router: Router, desk: AppDesk): void {
  router.get('/new', permit('change-systems'), (_request, response) => {
    const [language = 'en'] = staffOf(response).organisation.languages.split(',');
    return show(desk, response, { form: emptySystem(language) });
  });

  router.post('/', permit('change-systems'), async (request, response) => {
    const form = systemFormIn(request.body);
    if (isShownAgain(request, response)) return show(desk, response, { form });
    const { by } = staffOf(response);
    const faults = [...(await systemFaults(desk, by, form)), ...unreadableIn(request.body)];
    await orShow(desk, response, { form, faults }, async () => {
      await addSystem(desk, by, form);
      goOn(response, 'systems:saved', form);
    });
  });

  router.get('/:system', permit('read-systems'), async (request, response) => {
    const system = await systemIn(desk, response, request.params.system);
    const before = wholeNumber.catch(0).parse(request.query.before) || undefined;
    await show(desk, response, { form: formOf(system), id: system.id, version: system.version, before });
  });

  router.post('/:system', permit('change-systems'), async (request, response) => {
    const { id, version: present } = await systemIn(desk, response, request.params.system);
    const form = systemFormIn(request.body);
    const version = wholeNumber.parse(request.body?.version);
    if (isShownAgain(request, response)) return show(desk, response, { form, id, version });
    const { by } = staffOf(response);
    const faults = [...(await systemFaults(desk, by, form, id)), ...unreadableIn(request.body)];
    await orShow(desk, response, { form, id, version, present, faults }, async () => {
      await changeSystem(desk, by, id, { version, form });
      goOn(response, 'systems:saved', form);
    });
  });
}

type EntryShown = {
  form: SystemForm;
  /** The change before which the list of changes begins. */
  before?: number;
  id?: number;
  /** The version that was changed, and the one that is there now. */
  version?: number;
  present?: number;
  faults?: RuleViolation[];
};

async function systemIn(desk: AppDesk, response: Response, given: unknown) {
  const id = wholeNumber.parse(given);
  const found = (await systemsOf(desk, staffOf(response).by)).find((one) => one.id === id);
  if (!found) throw notFound();
  return found;
}

function goOn(response: Response, said: string, { name }: SystemForm): void {
  say(response, deskFrame(response).t(said, { name }));
  response.redirect(303, '/systems');
}

/** Runs what saves the form, unless it has faults; the form again, with what was written, where it has or a rule is broken. */
async function orShow(
  desk: AppDesk,
  response: Response,
  shown: EntryShown,
  save: () => Promise<void>,
): Promise<void> {
  if (shown.faults && shown.faults.length > 0) return show(desk, response, shown);
  try {
    await save();
  } catch (error) {
    if (!(error instanceof RuleViolation) || error.code === 'not-found') throw error;
    await show(desk, response, { ...shown, faults: [error] });
  }
}

async function show(desk: AppDesk, response: Response, shown: EntryShown): Promise<void> {
  const { organisation, by, role } = staffOf(response);
  const { form, id, faults = [] } = shown;
  const own = categoriesOf(organisation);
  const packs = await packsOfOrganisation(desk, by);
  const isStale = faults.some(({ code }) => code === 'settings-changed');
  const given = {
    form,
    id,
    // Shown again with what was written: sending it once more is then a decision.
    version: isStale ? shown.present : shown.version,
    others: (await systemsOf(desk, by)).filter((one) => one.id !== id).map(({ name }) => name),
    categories: categoryIds(own, packs),
    names: { own, packs },
    mayChange: may(role, 'change-systems'),
    before: shown.before,
    changes: id === undefined ? { total: 0, changes: [] } : await changesOfSystem(by, id, shown.before),
    zone: organisation.zone,
    faults,
  };
  const page = systemPage(deskFrame(response, 'systems'), given);
  sendPage(response, 'systems/entry', page, 'desk', isStale ? 409 : faults.length > 0 ? 422 : 200);
}
