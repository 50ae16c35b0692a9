import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { localDate } from '../../domain/calendar/zone.ts';
import { may } from '../../domain/permissions.ts';
import { packNamed } from '../../domain/policies/inEffect.ts';
import { criteriaNamedIn } from '../../domain/policies/situation.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { categoriesOf } from '../../models/organisation/categories.ts';
import { policiesOf } from '../../models/organisation/policies.ts';
import {
  addPolicy,
  changePolicy,
  MOVES,
  movePolicy,
  type RowFields,
  removePolicy,
} from '../../models/organisation/policyList.ts';
import { countedOtherwise } from '../../models/subjectRequest/basis.ts';
import { policyRowPage } from '../../views/settings/policyRow.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { oneLine, text, wholeNumber } from '../middleware/text.ts';
import { showPolicies } from './policiesShown.ts';

const Fields = z.object({ policy: text, calendar: text, residence: text, category: text, customer: oneLine });
const Version = z.object({ version: wholeNumber });

/** The rows of the policy list: add, change, move, remove. Open requests do not move. */
export function policyRowsRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/new', permit('change-settings'), (_request, response) =>
    showRow(desk, response, { fields: Fields.parse({}) }),
  );

  router.post('/', permit('change-settings'), async (request, response) => {
    const fields = Fields.parse(request.body);
    await saved(desk, request, response, { fields }, (version) =>
      addPolicy(desk, staffOf(response).by, version, fields),
    );
  });

  router.get('/:row', permit('change-settings'), async (request, response) => {
    const id = wholeNumber.parse(request.params.row);
    const row = (await policiesOf(desk, staffOf(response).by)).find((one) => one.id === id);
    if (!row) throw notFound();
    const fields = Fields.parse({ ...row.appliesTo, policy: row.policy, calendar: row.calendar });
    await showRow(desk, response, { id, fields });
  });

  router.post('/:row', permit('change-settings'), async (request, response) => {
    const [id, fields] = [wholeNumber.parse(request.params.row), Fields.parse(request.body)];
    await saved(desk, request, response, { id, fields }, (version) =>
      changePolicy(desk, staffOf(response).by, version, id, fields),
    );
  });

  for (const where of MOVES)
    router.post(`/:row/${where}`, permit('change-settings'), (request, response) =>
      moved(desk, request, response, (version, id) =>
        movePolicy(desk, staffOf(response).by, version, id, where),
      ),
    );

  router.post('/:row/removal', permit('change-settings'), (request, response) =>
    moved(desk, request, response, (version, id) => removePolicy(desk, staffOf(response).by, version, id)),
  );

  return router;
}

/** `version`: of the settings when the form was opened; the present one if it is opened now. */
type PolicyRowForm = { id?: number; fields: RowFields; version?: number };

/** Saves the form of a row, or shows it again with its faults. */
async function saved(
  desk: AppDesk,
  request: Request,
  response: Response,
  written: PolicyRowForm,
  save: (version: number) => Promise<void>,
): Promise<void> {
  const { version } = Version.parse(request.body);
  if (isShownAgain(request, response)) return showRow(desk, response, { ...written, version });
  try {
    await save(version);
  } catch (error) {
    if (!(error instanceof RuleViolation) || error.code === 'not-found') throw error;
    return showRow(desk, response, written, [error]);
  }
  await goOn(desk, response);
}

/** Moves or removes a row, or shows on the list why that is not possible. */
async function moved(
  desk: AppDesk,
  request: Request,
  response: Response,
  move: (version: number, id: number) => Promise<void>,
): Promise<void> {
  try {
    await move(Version.parse(request.body ?? {}).version, wholeNumber.parse(request.params.row));
  } catch (error) {
    if (!(error instanceof RuleViolation) || error.code === 'not-found') throw error;
    const fault = error.code === 'settings-changed' ? new RuleViolation('preview-outdated') : error;
    return showPolicies(desk, response, { faults: [fault] });
  }
  await goOn(desk, response);
}

/** Redirects to the list; tells users who may move open requests how many would now be counted differently. */
async function goOn(desk: AppDesk, response: Response): Promise<void> {
  const { by, role } = staffOf(response);
  const count = may(role, 'change-basis') ? (await countedOtherwise(desk, by)).length : 0;
  const { t } = deskFrame(response);
  say(response, count > 0 ? t('settings:rows.savedMoves', { count }) : t('settings:rows.saved'));
  response.redirect(303, '/settings/policies');
}

async function showRow(
  desk: AppDesk,
  response: Response,
  { id, fields, version }: PolicyRowForm,
  faults: RuleViolation[] = [],
): Promise<void> {
  const { organisation, by } = staffOf(response);
  const rows = await policiesOf(desk, by);
  const today = localDate(desk.clock(), organisation.zone);
  const promised = rows.flatMap(({ policy }) => packNamed(desk.packs, policy, today) ?? []);
  const published = desk.packs.filter((pack) => pack.published);
  const row = rows.find((one) => one.id === id);
  const given = {
    id,
    isForAll: row !== undefined && criteriaNamedIn(row.appliesTo).length === 0,
    fields,
    version: version ?? organisation.version,
    own: categoriesOf(organisation),
    naming: [...promised, ...published],
    packs: desk.packs,
    faults,
  };
  const page = policyRowPage(deskFrame(response, 'policies'), given);
  const stale = faults.some(({ code }) => code === 'settings-changed');
  sendPage(response, 'settings/form', page, 'desk', stale ? 409 : faults.length > 0 ? 422 : 200);
}
