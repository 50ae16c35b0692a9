import { type Request, type Response, Router } from 'express';
import { isLinkOpen, mayAskAgain } from '../../domain/transmission.ts';
import { byProvider } from '../../models/desk.ts';
import {
  askProviderLinkAgain,
  type FoundTransmission,
  noteFetch,
  opened,
  packageOf,
  sendProviderCode,
  useProviderCode,
} from '../../models/transmission/fetch.ts';
import { transmissionByToken } from '../../models/transmission/link.ts';
import type { Transmission } from '../../models/transmission.ts';
import {
  providerCodePage,
  providerLockedPage,
  providerOverPage,
  providerPage,
} from '../../views/transmissions/show.ts';
import { sendPackage } from '../answers/package.ts';
import type { AppDesk } from '../appDesk.ts';
import { codeGate, gatedPath, isUnlocked, tokenIn } from '../middleware/codeGate.ts';
import { limit } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';

/** The page of a provider's link: open for half an hour after the code. */
const PLACE = { name: 'transmission', place: '/transmissions', minutes: 30 } as const;

/** What a provider fetches at a person's wish (Art. 20(2) GDPR): by a link of its own and a code from its mailbox. */
export function transmissionsRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/:token', permitAnyone(), secretPage(), async (request, response) => {
    const given = await found(desk, request, response);
    if (!given) return;
    const { organisation } = visitOf(response);
    const frame = visitFrame(response);
    if (!isUnlocked(desk, request, PLACE))
      return sendPage(
        response,
        'answers/locked',
        providerLockedPage(frame, { ...given, organisation }),
        'public',
      );
    sendPage(response, 'transmissions/show', providerPage(frame, { ...given, organisation }), 'public');
  });

  codeGate(router, desk, {
    ...PLACE,
    find: (request, response) => found(desk, request, response),
    send: (given) => sendProviderCode(desk, given),
    use: (given, digits) => useProviderCode(desk, given, digits),
    page: (given, response, fault) => {
      const { organisation } = visitOf(response);
      return providerCodePage(visitFrame(response), { ...given, organisation, fault });
    },
  });

  router.post(
    '/:token/again',
    permitAnyone(),
    secretPage(),
    limit(desk, 'form'),
    async (request, response) => {
      const { token, transmission } = await inAddress(request);
      const its = await opened(desk, transmission);
      if (its) await askProviderLinkAgain(desk, its);
      goOn(response, gatedPath(PLACE, token));
    },
  );

  router.get(
    '/:token/package',
    permitAnyone(),
    secretPage(),
    limit(desk, 'package'),
    async (request, response) => {
      const given = await found(desk, request, response);
      if (!given) return;
      const { token, transmission } = given;
      if (!isUnlocked(desk, request, PLACE)) return goOn(response, gatedPath(PLACE, token));
      const by = byProvider(transmission.organisationId, transmission.id);
      await sendPackage(desk, response, packageOf(given), (files) => noteFetch(desk, by, given, files));
    },
  );

  return router;
}

/** The transmission in the address; 404 otherwise, also for another organisation's. One that is over is told to be, and nothing given. */
async function found(
  desk: AppDesk,
  request: Request,
  response: Response,
): Promise<(FoundTransmission & { token: string }) | undefined> {
  const { token, transmission } = await inAddress(request);
  const its = await opened(desk, transmission);
  if (its && isLinkOpen(transmission, desk.clock())) return { ...its, token };
  const again = its && { asked: transmission.askedAgainAt, may: mayAskAgain(transmission, desk.clock()) };
  const given = { token, organisation: visitOf(response).organisation, again };
  sendPage(response, 'answers/expired', providerOverPage(visitFrame(response), given), 'public', 410);
  return undefined;
}

/** The transmission of the token in the address; 404 without one. */
async function inAddress(request: Request): Promise<{ token: string; transmission: Transmission }> {
  const token = tokenIn(request);
  const transmission = await transmissionByToken(visitOf(request.res as Response).by, token);
  if (!transmission) throw notFound();
  return { token, transmission };
}
