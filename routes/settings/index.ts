import { Router } from 'express';
import type { AppDesk } from '../appDesk.ts';
import { datesRouter } from './dates.ts';
import { doctorRouter } from './doctor.ts';
import { importRouter } from './import.ts';
import { organisationSettingsRouter } from './organisation.ts';
import { outboxRouter } from './outbox.ts';
import { policySettingsRouter } from './policies.ts';
import { rehearsalSettingsRouter } from './rehearsal.ts';
import { templatesRouter } from './templates.ts';
import { usersRouter } from './users.ts';

export function settingsRouter(desk: AppDesk): Router {
  const router = Router();
  router.use('/organisation', organisationSettingsRouter(desk));
  router.use('/organisation/users', usersRouter(desk));
  router.use('/dates', datesRouter(desk));
  router.use('/policies', policySettingsRouter(desk));
  router.use('/templates', templatesRouter(desk));
  router.use('/doctor', doctorRouter(desk));
  router.use('/import', importRouter(desk));
  router.use('/outbox', outboxRouter(desk));
  router.use('/rehearsal', rehearsalSettingsRouter(desk));
  return router;
}
