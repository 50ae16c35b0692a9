import { type Response, Router } from 'express';
import { z } from 'zod';
import { may, ROLES } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { inviteUser } from '../../models/user/invite.ts';
import { changeRole, membersOf, removeMember } from '../../models/user/members.ts';
import { invitedPage, usersPage } from '../../views/settings/users.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain, languageOf } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { assertReadable, oneLine, text, wholeNumber } from '../middleware/text.ts';

const Invitation = z.object({ email: oneLine, name: oneLine, role: text });

/** The members of the organisation. */
export function usersRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('manage-users'), (_request, response) => show(desk, response));

  router.post('/', permit('manage-users'), async (request, response) => {
    const form = Invitation.parse(request.body);
    if (isShownAgain(request, response)) return show(desk, response, form);
    await orShow(desk, response, form, async () => {
      assertReadable(request.body);
      const role = roleIn(form.role);
      const { by, role: inviter } = staffOf(response);
      const language = languageOf(response);
      const { user, letter } = await inviteUser(desk, by, { ...form, role, language });
      const { mailConfigured } = desk;
      const mayRead = may(inviter, 'read-outbox');
      const page = { email: user.email, role, letter, mayRead, mailConfigured };
      sendPage(response, 'settings/invited', invitedPage(deskFrame(response, 'organisation'), page), 'desk');
    });
  });

  router.post('/:user/role', permit('manage-users'), async (request, response) => {
    await orShow(desk, response, undefined, async () => {
      const user = wholeNumber.parse(request.params.user);
      await changeRole(desk, staffOf(response).by, user, roleIn(text.parse(request.body.role)));
      done(response);
    });
  });

  router.post('/:user/removal', permit('manage-users'), async (request, response) => {
    await orShow(desk, response, undefined, async () => {
      await removeMember(desk, staffOf(response).by, wholeNumber.parse(request.params.user));
      done(response);
    });
  });

  return router;
}

function done(response: Response): void {
  say(response, deskFrame(response).t('settings:saved'));
  response.redirect(303, '/settings/organisation/users');
}

function roleIn(given: string) {
  const role = ROLES.find((one) => one === given);
  if (!role) throw new RuleViolation('role-unknown', {}, 'role');
  return role;
}

type InviteForm = z.output<typeof Invitation>;

/** Runs an action; if a rule is broken, shows the page again with the fault and the form's content. */
async function orShow(
  desk: AppDesk,
  response: Response,
  form: InviteForm | undefined,
  verb: () => Promise<void>,
): Promise<void> {
  try {
    await verb();
  } catch (error) {
    if (!(error instanceof RuleViolation) || error.code === 'not-found') throw error;
    await show(desk, response, form, error);
  }
}

async function show(
  desk: AppDesk,
  response: Response,
  form?: InviteForm,
  fault?: RuleViolation,
): Promise<void> {
  const { by, user } = staffOf(response);
  const given = { members: await membersOf(desk, by), self: user.id, form, fault };
  sendPage(
    response,
    'settings/users',
    usersPage(deskFrame(response, 'organisation'), given),
    'desk',
    fault ? 422 : 200,
  );
}
