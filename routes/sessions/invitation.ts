import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { acceptInvitation, openInvitation } from '../../models/user/acceptance.ts';
import { setPassword, userOfLink } from '../../models/user/setPassword.ts';
import { accountPage } from '../../views/sessions/account.ts';
import { acceptedPage, invitationPage } from '../../views/sessions/invitation.ts';
import { usedLinkPage } from '../../views/sessions/usedLink.ts';
import type { AppDesk } from '../appDesk.ts';
import { limit } from '../middleware/limits.ts';
import { bareFrame, sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { assertReadable, oneLine, untouched } from '../middleware/text.ts';
import { startSession } from './start.ts';

const Form = z.object({ name: oneLine, password: untouched });
type InvitationForm = z.output<typeof Form>;

/** The one-time links of accounts: an invitation, and a new password. Opening a link does not use it up. */
export function invitationRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/invitation/:token', permitAnyone(), secretPage(), (request, response) =>
    show(desk, request, response),
  );

  router.post(
    '/invitation/:token',
    permitAnyone(),
    secretPage(),
    limit(desk, 'log-in'),
    async (request, response) => {
      const form = Form.parse(request.body ?? {});
      try {
        assertReadable(request.body);
        await use(desk, request, response, form);
      } catch (error) {
        if (!(error instanceof RuleViolation)) throw error;
        await show(desk, request, response, { ...form, fault: error });
      }
    },
  );

  return router;
}

async function use(desk: AppDesk, request: Request, response: Response, form: InvitationForm): Promise<void> {
  const token = tokenIn(request);
  if (await userOfLink(desk, token))
    return startSession(request, response, desk, await setPassword(desk, token, form));
  const { user, organisation, isKnown } = await acceptInvitation(desk, token, form);
  if (isKnown) return startSession(request, response, desk, user, { organisationId: organisation.id });
  const page = acceptedPage(bareFrame(response), organisation.name);
  sendPage(response, 'sessions/accepted', page, 'bare');
}

/** The page of the link, with faults if any; or that the link is no longer needed. */
async function show(
  desk: AppDesk,
  request: Request,
  response: Response,
  written?: { name: string; fault: RuleViolation },
): Promise<void> {
  const token = tokenIn(request);
  const action = `/sessions/invitation/${encodeURIComponent(token)}`;
  const frame = bareFrame(response);
  const faults = written?.fault.field ? [written.fault] : undefined;
  const status = faults ? 422 : 200;
  const user = await userOfLink(desk, token);
  if (user) {
    const form = {
      kind: 'password' as const,
      action,
      name: written?.name ?? user.name,
      email: user.email,
      faults,
    };
    return sendPage(response, 'sessions/account', accountPage(frame, form), 'bare', status);
  }
  const invited = await openInvitation(desk, token);
  if (!invited) return sendPage(response, 'sessions/usedLink', usedLinkPage(frame), 'bare', 404);
  const { role, asked, organisation, user: account } = invited;
  const { email } = account;
  const given = {
    action,
    role,
    asked,
    email,
    organisation: organisation.name,
    name: written?.name ?? '',
    faults,
  };
  sendPage(response, 'sessions/invitation', invitationPage(frame, given), 'bare', status);
}

const tokenIn = (request: Request): string => String(request.params.token);
