import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../../domain/permissions.ts';
import { REHEARSED_ROLES, type RehearsedRole } from '../../domain/rehearsal.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By } from '../../models/desk.ts';
import { isRehearsalOpen, noteBegun, noteEnded, rehearsalsNoted } from '../../models/rehearsal/notes.ts';
import { rehearsalSeed } from '../../models/rehearsal/seed.ts';
import { membersOf } from '../../models/user/members.ts';
import { staffMember } from '../../models/user/staff.ts';
import { type RehearsalForm, rehearsalPage } from '../../views/settings/rehearsal.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { enterRehearsal, isRehearsing, leaveRehearsal } from '../middleware/rehearsing.ts';
import { staffOf } from '../middleware/staff.ts';
import { text, wholeNumber } from '../middleware/text.ts';

const Form = z.object({ role: text, policy: text, mails: text });
const HERE = '/settings/rehearsal';

/** A user's own rehearsal, from the real desk: begun, entered, left and ended here. */
export function rehearsalSettingsRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('rehearse'), (request, response) => show(desk, request, response));

  router.post('/', permit('rehearse'), async (request, response) => {
    const form = Form.parse(request.body ?? {});
    if (isShownAgain(request, response)) return show(desk, request, response, { form });
    try {
      await begin(desk, response, form);
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      return show(desk, request, response, { form, faults: [error] });
    }
    response.redirect(303, HERE);
  });

  router.post('/entry', permit('rehearse'), async (_request, response) => {
    const door = await desk.rehearsals?.reach(staffOf(response).user.id);
    if (!door) {
      say(response, deskFrame(response).t('rehearsal:notNow'));
      return response.redirect(303, HERE);
    }
    enterRehearsal(response, desk);
    response.redirect(303, '/rehearsal/entry');
  });

  router.post('/leave', permit('rehearse'), (_request, response) => {
    leaveRehearsal(response, desk);
    say(response, deskFrame(response).t('rehearsal:left'));
    response.redirect(303, HERE);
  });

  router.post('/end', permit('rehearse'), async (_request, response) => {
    await end(desk, response);
    leaveRehearsal(response, desk);
    say(response, deskFrame(response).t('rehearsal:ended'));
    response.redirect(303, HERE);
  });

  return router;
}

/** Noted first: no rehearsal is without its note. One that could not be begun is noted as ended. */
async function begin(desk: AppDesk, response: Response, form: RehearsalForm): Promise<void> {
  const { by, user } = staffOf(response);
  if (!desk.rehearsals) throw notFound();
  const role = REHEARSED_ROLES.find((one): one is RehearsedRole => one === form.role);
  if (!role) throw new RuleViolation('field-missing', {}, 'role');
  const seed = await rehearsalSeed(desk, by, { role, policy: form.policy, mails: form.mails === 'on' });
  if (desk.rehearsals.find(user.id)) throw new RuleViolation('rehearsal-there');
  await noteBegun(desk, by, seed);
  try {
    await desk.rehearsals.begin(user.id, seed);
  } catch (error) {
    await noteEnded(desk, by, undefined);
    throw error;
  }
}

/** The files go first; the note of the end is written in the organisation whose settings they were of. */
async function end(desk: AppDesk, response: Response): Promise<void> {
  const { by, user } = staffOf(response);
  const found = desk.rehearsals?.find(user.id);
  const clockAt = await desk.rehearsals?.end(user.id);
  await noteEnded(desk, found ? ((await bySame(desk, user.id, found.organisationId)) ?? by) : by, clockAt);
}

async function bySame(desk: AppDesk, userId: number, organisationId: number): Promise<By | undefined> {
  const staff = await staffMember(desk, userId, organisationId);
  return staff?.organisation.id === organisationId ? staff.by : undefined;
}

type RejectedRehearsal = { form?: RehearsalForm; faults?: RuleViolation[] };

async function show(
  desk: AppDesk,
  request: Request,
  response: Response,
  again: RejectedRehearsal = {},
): Promise<void> {
  const { by, user, organisation, organisations, role } = staffOf(response);
  const found = desk.rehearsals?.find(user.id);
  const inside = Boolean(found) && isRehearsing(request, desk);
  if (found?.state === 'filling') response.set('Refresh', '2');
  const own = REHEARSED_ROLES.find((one) => one === role) ?? 'dpo';
  const page = rehearsalPage(deskFrame(response, 'organisation'), {
    isOffered: Boolean(desk.rehearsals),
    state: found?.state ?? ((await isRehearsalOpen(by)) ? 'gone' : 'none'),
    inside,
    elsewhere: organisations.find(({ id }) => id === found?.organisationId && id !== organisation.id)?.name,
    mayReadSettings: may(role, 'read-settings'),
    mailConfigured: desk.mailConfigured,
    address: user.email,
    packs: desk.packs,
    form: again.form ?? { role: own, policy: '', mails: '' },
    faults: again.faults ?? [],
    changes: await rehearsalsNoted(by, wholeNumber.catch(0).parse(request.query.before) || undefined),
    isFirst: !request.query.before,
    members: await membersOf(desk, by),
    zone: organisation.zone,
  });
  const status = again.faults ? 422 : 200;
  sendPage(response, 'settings/rehearsal', page, inside ? 'bare' : 'desk', status);
}
