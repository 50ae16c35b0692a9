import { Router } from 'express';
import type { AppDesk } from '../appDesk.ts';
import { firstAccountRouter } from './firstAccount.ts';
import { invitationRouter } from './invitation.ts';
import { logInRouter } from './logIn.ts';
import { organisationSwitchRouter } from './organisation.ts';
import { typedRouter } from './typed.ts';

export function sessionsRouter(desk: AppDesk): Router {
  const router = Router();
  router.use(logInRouter(desk));
  router.use(firstAccountRouter(desk));
  router.use(invitationRouter(desk));
  router.use(organisationSwitchRouter(desk));
  router.use(typedRouter(desk));
  return router;
}
