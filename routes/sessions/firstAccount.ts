import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { makeFirstAccount, opensFirstAccount } from '../../models/user/firstAccount.ts';
import { accountPage } from '../../views/sessions/account.ts';
import { usedLinkPage } from '../../views/sessions/usedLink.ts';
import type { AppDesk } from '../appDesk.ts';
import { languageOf } from '../middleware/language.ts';
import { limit } from '../middleware/limits.ts';
import { bareFrame, sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { assertReadable, oneLine, untouched } from '../middleware/text.ts';
import { startSession } from './start.ts';

const Form = z.object({ name: oneLine, email: oneLine, password: untouched });

/** The one-time link that the start prints until an account exists. */
export function firstAccountRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/first/:token', permitAnyone(), secretPage(), async (request, response) => {
    if (await opensFirstAccount(desk, String(request.params.token))) return show(request, response);
    sendPage(response, 'sessions/usedLink', usedLinkPage(bareFrame(response)), 'bare', 404);
  });

  router.post(
    '/first/:token',
    permitAnyone(),
    secretPage(),
    limit(desk, 'log-in'),
    async (request, response) => {
      const form = Form.parse(request.body);
      const token = String(request.params.token);
      try {
        assertReadable(request.body);
        const user = await makeFirstAccount(desk, token, { ...form, language: languageOf(response) });
        await startSession(request, response, desk, user);
      } catch (error) {
        if (!(error instanceof RuleViolation)) throw error;
        if (error.field) return show(request, response, { ...form, faults: [error] });
        sendPage(response, 'sessions/usedLink', usedLinkPage(bareFrame(response)), 'bare', 404);
      }
    },
  );

  return router;
}

function show(
  request: Request,
  response: Response,
  form: { name: string; email: string; faults?: RuleViolation[] } = { name: '', email: '' },
): void {
  const action = `/sessions/first/${encodeURIComponent(String(request.params.token))}`;
  const page = accountPage(bareFrame(response), { kind: 'first', action, ...form });
  sendPage(response, 'sessions/account', page, 'bare', form.faults ? 422 : 200);
}
