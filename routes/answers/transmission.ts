import { type Request, type Response, Router } from 'express';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { transmissionsOf } from '../../models/transmission/notes.ts';
import { askTransmission } from '../../models/transmission/wish.ts';
import { transmissionPage } from '../../views/answers/transmission.ts';
import type { AppDesk } from '../appDesk.ts';
import { limit } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { oneLine, text, unreadableIn } from '../middleware/text.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';
import { unlockedAnswer } from './find.ts';

/**
 * The wish that the data go to another provider directly (Art. 20(2) GDPR). It is behind the code of the answer: whoever has only a link
 * cannot have somebody's data sent elsewhere.
 */
export function transmissionRouter(desk: AppDesk): Router {
  const router = Router();
  const path = '/:token/transmission';

  router.get(path, permitAnyone(), secretPage(), async (request, response) => {
    const unlocked = await unlockedAnswer(desk, request, response);
    if (unlocked) show(request, response, unlocked, { named: await namedIn(desk, unlocked.found) });
  });

  router.post(path, permitAnyone(), secretPage(), limit(desk, 'form'), async (request, response) => {
    const unlocked = await unlockedAnswer(desk, request, response);
    if (!unlocked) return;
    try {
      const [unreadable] = unreadableIn(request.body);
      if (unreadable) throw unreadable;
      const { reference } = unlocked.found.request;
      const consents = text.parse(request.body.consents) === 'yes';
      await askTransmission(desk, visitOf(response).by, { reference }, { ...writtenIn(request), consents });
    } catch (error) {
      if (!(error instanceof RuleViolation && error.field)) throw error;
      return show(request, response, unlocked, { fault: error });
    }
    goOn(response, `/answers/${encodeURIComponent(unlocked.token)}`);
  });

  return router;
}

const writtenIn = ({ body }: Request) => ({
  provider: oneLine.parse(body?.provider),
  email: oneLine.parse(body?.email),
});

type Unlocked = NonNullable<Awaited<ReturnType<typeof unlockedAnswer>>>;

/** The provider that the person already named in their request. */
const namedIn = async (desk: AppDesk, { request }: Unlocked['found']): Promise<string | undefined> =>
  (await transmissionsOf(desk, request)).find(({ state }) => state === 'asked')?.provider;

function show(
  request: Request,
  response: Response,
  { found, token }: Unlocked,
  { named = '', fault }: { named?: string; fault?: RuleViolation },
): void {
  if (found.request.right !== 'portability') {
    goOn(response, `/answers/${encodeURIComponent(token)}`);
    return;
  }
  const organisation = visitOf(response).organisation.name;
  const faults = fault ? [fault] : [];
  const written = fault ? writtenIn(request) : { provider: named, email: '' };
  const given = { request: found.request, token, organisation, written, faults };
  const page = transmissionPage(visitFrame(response), given);
  sendPage(response, 'answers/transmission', page, 'public', fault ? 422 : 200);
}
