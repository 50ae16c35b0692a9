import { Router } from 'express';
import { z } from 'zod';
import { localDate } from '../../domain/calendar/zone.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import type { Right } from '../../domain/rights.ts';
import {
  type Behalf,
  behalfFaults,
  knownRights,
  rightsFaults,
  tooLong,
  whoFaults,
} from '../../models/draft/answers.ts';
import type { Organisation } from '../../models/organisation.ts';
import { aboutPage } from '../../views/intake/about.ts';
import { behalfPage } from '../../views/intake/behalf.ts';
import { homePage } from '../../views/intake/home.ts';
import { rightsPage } from '../../views/intake/rights.ts';
import { whoPage } from '../../views/intake/who.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { text, texts } from '../middleware/text.ts';
import { visitFrame, visitOf } from '../middleware/visit.ts';
import { checkRouter } from './check.ts';
import { filesRouter } from './files.ts';
import { questionRouter } from './questions.ts';
import { sentRouter } from './sent.ts';

const ticked = text.transform((given) => given !== '');
const Who = z.object({ name: text, email: text, noEmail: ticked, postalAddress: text, customerNumber: text });
const whom = text.transform((given): Behalf['for'] => (given === 'self' || given === 'other' ? given : ''));
const BehalfForm = z.object({ behalf: whom, otherName: text, relation: text, authority: text });

/** What one may ask, and the form: one question a page, without a script. */
export function intakeRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permitAnyone(), (_request, response) => {
    const { organisation } = visitOf(response);
    const page = homePage(visitFrame(response), organisation, rightsOf(desk, organisation));
    sendPage(response, 'intake/home', page, 'public');
  });

  router.use(
    questionRouter(desk, {
      step: 'rights',
      view: 'intake/question',
      read: (body, response) =>
        knownRights(
          texts.parse((body as { rights?: unknown }).rights),
          rightsOf(desk, visitOf(response).organisation),
        ),
      faults: rightsFaults,
      answer: (rights) => ({ rights }),
      given: ({ rights = [] }) => rights,
      page: (base, shown, response) =>
        rightsPage(base, shown, rightsOf(desk, visitOf(response).organisation)),
    }),
    questionRouter(desk, {
      step: 'who',
      view: 'intake/question',
      read: (body) => Who.parse(body),
      faults: whoFaults,
      answer: (who) => ({ who }),
      given: ({ who }) => who ?? Who.parse({}),
      page: whoPage,
    }),
    questionRouter(desk, {
      step: 'behalf',
      view: 'intake/behalf',
      read: (body) => {
        const { behalf, ...rest } = BehalfForm.parse(body);
        return { for: behalf, ...rest };
      },
      faults: behalfFaults,
      answer: (behalf) => ({ behalf }),
      given: ({ behalf }) => behalf ?? { for: '' as const, otherName: '', relation: '', authority: '' },
      page: behalfPage,
    }),
    questionRouter(desk, {
      step: 'about',
      view: 'intake/question',
      read: (body) => text.parse((body as { about?: unknown }).about),
      faults: (about) => tooLong('about', about),
      answer: (about) => ({ about }),
      given: ({ about = '' }) => about,
      page: aboutPage,
    }),
    filesRouter(desk),
    checkRouter(desk),
    sentRouter(desk),
  );

  return router;
}

/** The rights that the organisation's policy gives today. */
function rightsOf(desk: AppDesk, { policy, zone }: Organisation): Right[] {
  return policyFor(desk.packs, policy, localDate(desk.clock(), zone)).rights;
}
