import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { signIn } from '../../models/user/signIn.ts';
import { logInPage } from '../../views/sessions/new.ts';
import type { AppDesk } from '../appDesk.ts';
import { limit } from '../middleware/limits.ts';
import { bareFrame, sendPage } from '../middleware/page.ts';
import { permitAnyone, permitSignedIn } from '../middleware/permit.ts';
import { oneLine, text, untouched } from '../middleware/text.ts';
import { startSession } from './start.ts';

const Form = z.object({ email: oneLine, password: untouched, to: text });

export function logInRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/new', permitAnyone(), (request, response) => {
    const to = text.parse(request.query.to);
    // In a rehearsal nobody has a password: its user is let in again, by the desk that they are logged in to.
    if (desk.rehearsal) return response.redirect(303, `/rehearsal/entry?to=${encodeURIComponent(to)}`);
    show(request, response, { email: '', to });
  });

  router.post('/', permitAnyone(), limit(desk, 'log-in'), async (request, response) => {
    const { email, password, to } = Form.parse(request.body);
    const user = await signIn(email, password);
    if (user) return startSession(request, response, desk, user, { path: to });
    show(request, response, { email, to, fault: new RuleViolation('log-in-wrong') });
  });

  router.post('/end', permitSignedIn(), (request, response, next) => {
    request.session.destroy((error) => {
      if (error) return next(error);
      response.clearCookie(desk.baseUrl.startsWith('https:') ? '__Host-session' : 'session', { path: '/' });
      response.set('Clear-Site-Data', '"cache"'); // or the browser's Back button would show the last page again
      response.redirect(303, '/sessions/new');
    });
  });

  return router;
}

function show(
  _request: Request,
  response: Response,
  form: { email: string; to: string; fault?: RuleViolation },
): void {
  sendPage(response, 'sessions/new', logInPage(bareFrame(response), form), 'bare', form.fault ? 422 : 200);
}
