import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { LETTER_STATES } from '../../domain/lifecycle/vocabulary.ts';
import { may } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { recordPosting } from '../../models/letter/deliveries.ts';
import { listLetters } from '../../models/letter/listing.ts';
import { openLetter, retryLetter } from '../../models/letter/outbox.ts';
import { outboxPage } from '../../views/settings/outbox.ts';
import { outboxLetterPage, wordsIn } from '../../views/settings/outboxLetter.ts';
import type { AppDesk } from '../appDesk.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { staffOf } from '../middleware/staff.ts';
import { text, wholeNumber } from '../middleware/text.ts';
import { sendingOf } from '../requests/verb.ts';

const Posting = z.object({ postedOn: text, proof: text });
type Posting = z.output<typeof Posting>;

/** The letters of the organisation: read, sent again, or recorded as posted. */
export function outboxRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('read-outbox'), secretPage(), async (request, response) => {
    const { by, organisation } = staffOf(response);
    const state = LETTER_STATES.find((one) => one === text.parse(request.query.state));
    const after = wholeNumber.parse(request.query.after) || undefined;
    const found = await listLetters(desk, by, { state, after });
    const given = { ...found, state, after, zone: organisation.zone, mailConfigured: desk.mailConfigured };
    sendPage(response, 'settings/outbox', outboxPage(deskFrame(response, 'outbox'), given), 'desk');
  });

  router.get('/:letter', permit('read-outbox'), secretPage(), async (request, response) => {
    await show(desk, request, response);
  });

  router.post('/:letter/retry', permit('work-outbox'), secretPage(), async (request, response) => {
    const { by } = staffOf(response);
    const id = letterIn(request);
    await openLetter(desk, by, id);
    if (!(await retryLetter(desk, by, id))) throw new RuleViolation('letter-gone');
    say(response, deskFrame(response).t('outbox:retried'));
    response.redirect(303, `/settings/outbox/${id}`);
  });

  router.post('/:letter/posting', permit('work-outbox'), secretPage(), async (request, response) => {
    const { by, organisation } = staffOf(response);
    const id = letterIn(request);
    const form = Posting.parse(request.body ?? {});
    try {
      if (form.proof.length > MOST) throw new RuleViolation('text-too-long', { most: MOST }, 'proof');
      const sending = sendingOf({ form: { sending: 'post', ...form }, zone: organisation.zone, desk });
      if (sending.by !== 'post') throw notFound();
      const words = wordsIn(await openLetter(desk, by, id));
      await recordPosting(desk, by, id, { ...sending, words });
    } catch (error) {
      if (!(error instanceof RuleViolation) || !error.field) throw error;
      return show(desk, request, response, { form, fault: error });
    }
    say(response, deskFrame(response).t('outbox:posted'));
    response.redirect(303, `/settings/outbox/${id}`);
  });

  return router;
}

/** As long as what anybody says in the desk may be. */
const MOST = 10_000;

function letterIn(request: Request): number {
  const id = wholeNumber.parse(request.params.letter);
  if (id === 0) throw notFound();
  return id;
}

async function show(
  desk: AppDesk,
  request: Request,
  response: Response,
  posting?: { form: Posting; fault: RuleViolation },
): Promise<void> {
  const { by, organisation, role } = staffOf(response);
  const opened = await openLetter(desk, by, letterIn(request));
  const given = {
    ...opened,
    posting,
    zone: organisation.zone,
    mailConfigured: desk.mailConfigured,
    mayWork: may(role, 'work-outbox'),
  };
  const page = outboxLetterPage(deskFrame(response, 'outbox'), given);
  sendPage(response, 'settings/outboxLetter', page, 'desk', posting ? 422 : 200);
}
