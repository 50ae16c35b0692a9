import { Readable } from 'node:stream';
import { Router } from 'express';
import { localDate } from '../../domain/calendar/zone.ts';
import { everyRegisterRow } from '../../models/subjectRequest/register.ts';
import { tagsOf } from '../../models/tag/tagging.ts';
import { translator } from '../../views/i18n.ts';
import { exportColumns, exportRow } from '../../views/requests/export.ts';
import { daysAt } from '../../views/requests/row.ts';
import type { AppDesk } from '../appDesk.ts';
import { withFirstPart } from '../middleware/begun.ts';
import { languageOf } from '../middleware/language.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { sendTable, type TableFormat } from '../middleware/table.ts';
import { filterOf } from './query.ts';

/** The whole queue as a file, with the columns of a register: the same filter, query and order as the page. */
export function exportRouter(desk: AppDesk, format: TableFormat): Router {
  const router = Router();
  router.get('/', permit('export-requests'), async (request, response) => {
    const staff = staffOf(response);
    const { by, organisation } = staff;
    const language = languageOf(response);
    const t = translator(language);
    const now = desk.clock();
    const days = daysAt(now);
    const filter = { ...filterOf(request.query, staff), after: undefined };
    const tags = await tagsOf(desk, by);
    const { packs } = desk;
    const rows = await withFirstPart(everyRegisterRow(desk, by, filter));
    const written = Readable.from(rows).map((row) => exportRow(row, { t, language, now, days, tags, packs }));
    const name = `requests-${localDate(now, organisation.zone)}`;
    await sendTable(response, { name, columns: exportColumns(t), rows: written, format, at: now });
  });
  return router;
}
