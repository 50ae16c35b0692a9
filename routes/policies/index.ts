import { Router } from 'express';
import { dayToRead } from '../../domain/policies/effect.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import { answerRulesPage } from '../../views/policies/answers.ts';
import { policyListPage } from '../../views/policies/list.ts';
import { policyPage } from '../../views/policies/show.ts';
import { tryPage } from '../../views/policies/try.ts';
import type { AppDesk } from '../appDesk.ts';
import { limit } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { givenIn, isUntidy, queryFor } from './address.ts';
import { packFor, readerOf } from './reader.ts';
import { trialOf } from './trial.ts';

/** The pages of the packs, and a calculator of their dates. They write nothing. */
export function policiesRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permitAnyone(), async (_request, response) => {
    const { frame, layout, ...reader } = await readerOf(desk, response);
    sendPage(response, 'policies/list', policyListPage(frame, { ...reader, allPacks: desk.packs }), layout);
  });

  router.get('/:policy', permitAnyone(), async (request, response) => {
    const reader = await readerOf(desk, response);
    const pack = packFor(reader, String(request.params.policy), givenIn(request)('version'));
    const policy = policyFor(
      desk.packs,
      `${pack.id}@${pack.version}`,
      dayToRead(pack, desk.packs, reader.today),
    );
    const { frame, layout, base, today } = reader;
    const given = { pack, policy, packs: reader.packs, allPacks: desk.packs, base, today };
    sendPage(response, 'policies/show', policyPage(frame, given), layout);
  });

  router.get('/:policy/answers', permitAnyone(), async (request, response) => {
    const reader = await readerOf(desk, response);
    const pack = packFor(reader, String(request.params.policy), givenIn(request)('version'));
    const day = dayToRead(pack, desk.packs, reader.today);
    const policy = policyFor(desk.packs, `${pack.id}@${pack.version}`, day);
    const given = { pack, policy, path: `${reader.base}/${pack.id}` };
    sendPage(response, 'policies/answers', answerRulesPage(reader.frame, given), reader.layout);
  });

  router.get('/:policy/try', permitAnyone(), limit(desk, 'calculator'), async (request, response) => {
    const reader = await readerOf(desk, response);
    const given = givenIn(request);
    const pack = packFor(reader, String(request.params.policy), given('version'));
    const trial = trialOf({ desk, reader, pack, given });
    const path = `${reader.base}/${pack.id}/try`;
    const address = `${path}?${queryFor(trial.fields)}`;
    if (trial.result && isUntidy(request)) return response.redirect(303, address);
    const page = tryPage(reader.frame, { ...trial, path, link: new URL(address, desk.baseUrl).href });
    sendPage(response, 'policies/try', page, reader.layout, trial.faults.length > 0 ? 422 : 200);
  });

  return router;
}
