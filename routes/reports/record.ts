import type { Response, Router } from 'express';
import { localDate } from '../../domain/calendar/zone.ts';
import { categoriesOf } from '../../models/organisation/categories.ts';
import { packsOfOrganisation } from '../../models/organisation/packs.ts';
import { systemsOf } from '../../models/system/register.ts';
import { recordPage, recordTable } from '../../views/reports/record.ts';
import type { AppDesk } from '../appDesk.ts';
import { deskFrame, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { sendFigures } from './file.ts';

/** The record of processing activities (Art. 30(1)), as the register of systems gives it. */
export function recordRoutes(router: Router, desk: AppDesk): void {
  router.get('/record', permit('read-systems'), async (_request, response) => {
    const given = await recordOf(desk, response);
    sendPage(response, 'reports/record', recordPage(deskFrame(response, 'reports'), given), 'desk');
  });

  router.get('/record.csv', permit('read-systems'), async (_request, response) => {
    const given = await recordOf(desk, response);
    await sendFigures(response, `record-${given.today}`, recordTable(deskFrame(response), given));
  });
}

async function recordOf(desk: AppDesk, response: Response) {
  const { organisation, by } = staffOf(response);
  const names = { own: categoriesOf(organisation), packs: await packsOfOrganisation(desk, by) };
  const today = localDate(desk.clock(), organisation.zone);
  return { organisation, systems: await systemsOf(desk, by), names, today };
}
