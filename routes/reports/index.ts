import { Router } from 'express';
import { firstMonthOf } from '../../models/report/firstMonth.ts';
import { translator } from '../../views/i18n.ts';
import { reportPage } from '../../views/reports/report.ts';
import { FIGURE_TABLES } from '../../views/reports/table.ts';
import { tableIn } from '../../views/reports/tables.ts';
import type { AppDesk } from '../appDesk.ts';
import { languageOf } from '../middleware/language.ts';
import { deskFrame, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { sendTable } from '../middleware/table.ts';
import { periodOf, reportOf } from './asked.ts';
import { behindRoutes } from './behind.ts';

/** The figures of a period, as a page and each table as a file, and the lists behind them. */
export function reportsRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('read-requests'), async (_request, response) => {
    const { by } = staffOf(response);
    const { now, today, month, zone } = periodOf(desk, response);
    const first = (await firstMonthOf(desk, by)) ?? month;
    const report = await reportOf(desk, response);
    const given = { report, packs: desk.packs, zone, now, today, month, first };
    sendPage(response, 'reports/report', reportPage(deskFrame(response, 'reports'), given), 'desk');
  });

  router.get('/table.csv', permit('read-requests'), async (request, response) => {
    const name = FIGURE_TABLES.find((one) => one === request.query.table);
    if (!name) throw notFound();
    const language = languageOf(response);
    const report = await reportOf(desk, response);
    const worded = {
      t: translator(language),
      language,
      packs: desk.packs,
      zone: periodOf(desk, response).zone,
    };
    const { columns, rows, sum } = tableIn(name, report, worded);
    const cells = [...rows, ...(sum ? [sum] : [])].map((row) =>
      Object.fromEntries(row.map(({ text, value = text }, nth) => [String(nth), value])),
    );
    const { from, to } = report.period;
    await sendTable(response, {
      name: `report-${name}-${from}-${to}`,
      columns: columns.map(({ text }, nth) => ({ key: String(nth), header: text })),
      rows: cells,
    });
  });

  behindRoutes(router, desk);
  return router;
}
