import { type Request, type Response, Router } from 'express';
import { isLinkOpen, mayAskAgain } from '../../domain/transmission.ts';
import { faultOfCode } from '../../models/code/codes.ts';
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
import { type CodeCookie, grantAccess, hasAccess } from '../middleware/codeCookie.ts';
import { limit } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { text } from '../middleware/text.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';

/** What a provider fetches at a person's wish (Art. 20(2) GDPR): by a link of its own and a code from its mailbox. */
export function transmissionsRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/:token', permitAnyone(), secretPage(), async (request, response) => {
    const given = await found(desk, request, response);
    if (!given) return;
    const { organisation } = visitOf(response);
    const isUnlocked = hasAccess(desk, request, given.token, { name: 'transmission' });
    const frame = visitFrame(response);
    if (!isUnlocked)
      return sendPage(
        response,
        'answers/locked',
        providerLockedPage(frame, { ...given, organisation }),
        'public',
      );
    sendPage(response, 'transmissions/show', providerPage(frame, { ...given, organisation }), 'public');
  });

  router.post(
    '/:token',
    permitAnyone(),
    secretPage(),
    limit(desk, 'answer-code'),
    async (request, response) => {
      const given = await found(desk, request, response);
      if (!given) return;
      await sendProviderCode(desk, given);
      goOn(response, `${pathOf(given.token)}/code`);
    },
  );

  router.get('/:token/code', permitAnyone(), secretPage(), async (request, response) => {
    const given = await found(desk, request, response);
    if (!given) return;
    const page = providerCodePage(visitFrame(response), { ...given, ...visitOf(response) });
    sendPage(response, 'answers/code', page, 'public');
  });

  router.post(
    '/:token/code',
    permitAnyone(),
    secretPage(),
    limit(desk, 'answer-code-entry'),
    async (request, response) => {
      const given = await found(desk, request, response);
      if (!given) return;
      const { token } = given;
      const use = await useProviderCode(desk, given, text.parse(request.body.code));
      if (use !== 'right') {
        const { organisation } = visitOf(response);
        const fault = faultOfCode(use);
        const page = providerCodePage(visitFrame(response), { token, organisation, fault });
        return sendPage(response, 'answers/code', page, 'public', 422);
      }
      grantAccess(desk, response, token, cookieFor(token));
      goOn(response, pathOf(token));
    },
  );

  router.post(
    '/:token/again',
    permitAnyone(),
    secretPage(),
    limit(desk, 'form'),
    async (request, response) => {
      const { token, transmission } = await inAddress(request);
      const its = await opened(desk, transmission);
      if (its) await askProviderLinkAgain(desk, its);
      goOn(response, pathOf(token));
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
      if (!hasAccess(desk, request, token, { name: 'transmission' })) return goOn(response, pathOf(token));
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
  const token = String(request.params.token);
  const transmission = await transmissionByToken(visitOf(request.res as Response).by, token);
  if (!transmission) throw notFound();
  return { token, transmission };
}

const pathOf = (token: string): string => `/transmissions/${encodeURIComponent(token)}`;

/** Minutes that the page stays open after the code was typed in. */
const MINUTES = 30;

const cookieFor = (token: string): CodeCookie => ({
  name: 'transmission',
  path: pathOf(token),
  minutes: MINUTES,
});
