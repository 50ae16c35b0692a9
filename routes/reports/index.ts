import { type Response, Router } from 'express';
import { firstMonthOf } from '../../models/report/firstMonth.ts';
import { translator } from '../../views/i18n.ts';
import { typeset } from '../../views/paper/typesetting.ts';
import { printedReport } from '../../views/reports/management.ts';
import { closedWords, reportPage } from '../../views/reports/report.ts';
import { FIGURE_TABLES } from '../../views/reports/table.ts';
import { tableIn } from '../../views/reports/tables.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendBytes } from '../middleware/attachment.ts';
import { languageOf } from '../middleware/language.ts';
import { deskFrame, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { periodOf, reportOf } from './asked.ts';
import { behindRoutes } from './behind.ts';
import { sendFigures } from './file.ts';
import { recordRoutes } from './record.ts';

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
    const report = await reportOf(desk, response);
    const { from, to } = report.period;
    const table = tableIn(name, report, wordedFor(desk, response));
    await sendFigures(response, `report-${name}-${from}-${to}`, table);
  });

  router.get('/management.pdf', permit('read-requests'), async (_request, response) => {
    const { organisation } = staffOf(response);
    const report = await reportOf(desk, response);
    const { now, month } = periodOf(desk, response);
    const worded = wordedFor(desk, response);
    const closed = closedWords(report.period, { now, zone: organisation.zone, month }, worded);
    const words = printedReport(report, { ...worded, organisation: organisation.name, now, closed });
    const { from, to } = report.period;
    sendBytes(response, `report-${from}-${to}.pdf`, 'application/pdf', await typeset('report.typ', words));
  });

  behindRoutes(router, desk);
  recordRoutes(router, desk);
  return router;
}

function wordedFor(desk: AppDesk, response: Response) {
  const language = languageOf(response);
  const { zone } = staffOf(response).organisation;
  return { t: translator(language), language, packs: desk.packs, zone };
}
