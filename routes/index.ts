import { Router } from 'express';
import type { AppDesk } from './appDesk.ts';
import { sessionsRouter } from './sessions/index.ts';
import { settingsRouter } from './settings/index.ts';

/** Every address of the desk. Each route in these has exactly one `permit…` before all else. */
export function routes(desk: AppDesk): Router {
  const router = Router();
  // public: routes/intake at '/', '/ask', '/confirm' and '/o/:organisation'; routes/status at '/status'
  // staff: routes/requests at '/requests'
  router.use('/sessions', sessionsRouter(desk));
  router.use('/settings', settingsRouter(desk));
  return router;
}
