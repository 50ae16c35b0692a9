import type { ErrorRequestHandler, Request, Response, Router } from 'express';
import { localDate } from '../../domain/calendar/zone.ts';
import { categoryIds } from '../../domain/policies/categories.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { COLUMNS, cellsOf } from '../../domain/systems/systemCsv.ts';
import { takeText } from '../../models/fileContent/text.ts';
import { categoriesOf } from '../../models/organisation/categories.ts';
import { packsOfOrganisation } from '../../models/organisation/packs.ts';
import { importSystems, previewImport } from '../../models/system/importTable.ts';
import { systemsOf } from '../../models/system/register.ts';
import { importPage } from '../../views/systems/importTable.ts';
import type { AppDesk } from '../appDesk.ts';
import { faultOfUpload } from '../intake/uploadFault.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { sendTable } from '../middleware/table.ts';
import { text } from '../middleware/text.ts';
import { filesOf, uploads } from '../middleware/uploads.ts';

/** A register of thousands of systems is shorter; the form's texts hold it when it is shown again. */
const LONGEST = 512 * 1024;

/** The register as a table: taken out, looked at before it is taken in, taken in whole or not at all. */
export function tableRoutes(router: Router, desk: AppDesk): void {
  router.get('/export', permit('read-systems'), async (_request, response) => {
    const { by, organisation } = staffOf(response);
    const name = `systems-${localDate(desk.clock(), organisation.zone)}`;
    const columns = COLUMNS.map((key) => ({ key, header: key }));
    await sendTable(response, { name, columns, rows: (await systemsOf(desk, by)).map(cellsOf) });
  });

  router.get('/import', permit('change-systems'), (_request, response) =>
    show(desk, response, { table: '' }),
  );

  const take = async (request: Request, response: Response) => {
    const { by } = staffOf(response);
    const seen = text.catch('').parse(request.body?.seen);
    let table = '';
    try {
      table = await tableIn(desk, request);
      if (isShownAgain(request, response)) return show(desk, response, { table });
      if (!seen) return show(desk, response, { table, plan: await previewImport(desk, by, table) });
      const { added, changed } = await importSystems(desk, by, table, seen);
      const counts = { added: added.length, changed: changed.length };
      say(response, deskFrame(response).t('systems:imported', counts));
      response.redirect(303, '/systems');
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      const isStale = error.code === 'preview-outdated';
      const plan = isStale ? await previewImport(desk, by, table) : undefined;
      await show(desk, response, { table, plan, faults: [error] }, isStale ? 409 : 422);
    }
  };
  router.post('/import', permit('change-systems'), uploads(desk, 'files'), take, pastLimits(desk));
}

/** A file past the limits of every form. */
const pastLimits =
  (desk: AppDesk): ErrorRequestHandler =>
  async (error, request, response, next) => {
    const fault = faultOfUpload(error);
    if (!fault) return next(error);
    request.resume();
    await show(desk, response, { table: '', faults: [fault] }, 413);
  };

/** The table of a form: its file, or else what was pasted. */
async function tableIn(desk: AppDesk, request: Request): Promise<string> {
  const [file] = filesOf(request);
  const pasted = typeof request.body?.table === 'string' ? (request.body.table as string) : '';
  const table = file ? await takeText(desk, file.kept, LONGEST) : pasted;
  if (table === undefined || table.length > LONGEST)
    throw new RuleViolation('table-too-long', { most: LONGEST / 1024 }, 'files');
  if (!table.trim()) throw new RuleViolation('table-missing', {}, 'files');
  return table;
}

type TableShown = Omit<Parameters<typeof importPage>[1], 'categories' | 'names'>;

async function show(desk: AppDesk, response: Response, shown: TableShown, status = 200): Promise<void> {
  const { organisation, by } = staffOf(response);
  const packs = await packsOfOrganisation(desk, by);
  const own = categoriesOf(organisation);
  const given = { ...shown, categories: categoryIds(own, packs), names: { own, packs } };
  const page = importPage(deskFrame(response, 'systems'), given);
  sendPage(response, 'systems/importTable', page, 'desk', status);
}
