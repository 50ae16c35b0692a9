import { type Response, Router } from 'express';
import { z } from 'zod';
import { localDate } from '../../domain/calendar/zone.ts';
import { may } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { absencesOf } from '../../models/absence/list.ts';
import { endAbsence, noteAbsence, noteClosure, notesForOthers } from '../../models/absence/note.ts';
import { membersOf } from '../../models/user/members.ts';
import { type AwayPageInput, awayPage } from '../../views/today/away.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { assertReadable, text, wholeNumber } from '../middleware/text.ts';

const Form = z.object({ who: text, from: text, until: text, deputy: text });

/** When staff are away and who stands in; when the organisation is closed. */
export function awayRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('note-absence'), (_request, response) => show(desk, response, {}));

  router.post('/', permit('note-absence'), async (request, response) => {
    const form = Form.parse(request.body ?? {});
    const { by, user } = staffOf(response);
    const given = { given: form, about: 'absence' as const };
    if (isShownAgain(request, response)) return show(desk, response, given);
    const [who, deputy] = [wholeNumber.parse(form.who) || user.id, wholeNumber.parse(form.deputy)];
    await saved(desk, response, given, async () => {
      assertReadable(request.body);
      await noteAbsence(desk, by, { ...form, who, deputy });
    });
  });

  router.post('/closures', permit('change-settings'), async (request, response) => {
    const form = Form.parse(request.body ?? {});
    const given = { given: form, about: 'closure' as const };
    if (isShownAgain(request, response)) return show(desk, response, given);
    await saved(desk, response, given, async () => {
      assertReadable(request.body);
      await noteClosure(desk, staffOf(response).by, form);
    });
  });

  router.post('/:absence/end', permit('note-absence'), (request, response) =>
    end(desk, response, String(request.params.absence)),
  );

  return router;
}

async function end(desk: AppDesk, response: Response, absence: string): Promise<void> {
  await endAbsence(desk, staffOf(response).by, wholeNumber.parse(absence));
  goOn(response, 'today:away.removed');
}

type Again = Partial<Pick<AwayPageInput, 'about' | 'given' | 'faults'>>;

/** Saves, or shows the form again with what is wrong. */
async function saved(
  desk: AppDesk,
  response: Response,
  given: Again,
  save: () => Promise<void>,
): Promise<void> {
  try {
    await save();
  } catch (error) {
    if (!(error instanceof RuleViolation) || !error.field) throw error;
    return show(desk, response, { ...given, faults: [error] });
  }
  goOn(response, 'today:away.saved');
}

function goOn(response: Response, said: string): void {
  say(response, deskFrame(response).t(said));
  response.redirect(303, '/today/away');
}

async function show(desk: AppDesk, response: Response, again: Again): Promise<void> {
  const { by, role, organisation, user } = staffOf(response);
  const today = localDate(desk.clock(), organisation.zone);
  const members = await membersOf(desk, by);
  const page = awayPage(deskFrame(response, 'today'), {
    absences: await absencesOf(desk, by, today),
    colleagues: members
      .filter((one) => one.hasAccepted && may(one.role, 'read-requests'))
      .map(({ id, name, email }) => ({ id, name: name || email })),
    me: user.id,
    forOthers: notesForOthers({ role }),
    mayClose: may(role, 'change-settings'),
    given: Form.parse({}),
    faults: [],
    ...again,
  });
  sendPage(response, 'today/away', page, 'desk', again.faults ? 422 : 200);
}
