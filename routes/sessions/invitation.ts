import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { setPassword, userOfLink } from '../../models/user/setPassword.ts';
import type { User } from '../../models/user.ts';
import { accountPage } from '../../views/sessions/account.ts';
import { usedLinkPage } from '../../views/sessions/usedLink.ts';
import type { AppDesk } from '../appDesk.ts';
import { limit } from '../middleware/limits.ts';
import { bareFrame, sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { text, untouched } from '../middleware/text.ts';
import { startSession } from './start.ts';

const Form = z.object({ name: text, password: untouched });

/** Sets a password by a one-time link: for somebody invited, or who lost theirs. Opening the link uses nothing up. */
export function invitationRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/invitation/:token', permitAnyone(), secretPage(), async (request, response) => {
    const user = await userOfLink(desk, String(request.params.token));
    if (user) return show(request, response, user, user.name);
    sendPage(response, 'sessions/usedLink', usedLinkPage(bareFrame(response)), 'bare', 404);
  });

  router.post(
    '/invitation/:token',
    permitAnyone(),
    secretPage(),
    limit(desk, 'log-in'),
    async (request, response) => {
      const token = String(request.params.token);
      const form = Form.parse(request.body);
      const owner = await userOfLink(desk, token);
      try {
        await startSession(request, response, desk, await setPassword(desk, token, form));
      } catch (error) {
        if (!(error instanceof RuleViolation)) throw error;
        if (error.field && owner) return show(request, response, owner, form.name, [error]);
        sendPage(response, 'sessions/usedLink', usedLinkPage(bareFrame(response)), 'bare', 404);
      }
    },
  );

  return router;
}

function show(
  request: Request,
  response: Response,
  user: User,
  name: string,
  faults?: RuleViolation[],
): void {
  const action = `/sessions/invitation/${encodeURIComponent(String(request.params.token))}`;
  const form = { kind: 'password' as const, action, name, email: user.email, faults };
  sendPage(response, 'sessions/account', accountPage(bareFrame(response), form), 'bare', faults ? 422 : 200);
}
