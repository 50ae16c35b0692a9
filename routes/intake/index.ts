import { Router } from 'express';
import { z } from 'zod';
import { particularFaults } from '../../domain/intake/particulars.ts';
import {
  type Behalf,
  behalfFaults,
  knownRights,
  rightsFaults,
  tooLong,
  whoFaults,
} from '../../models/draft/answers.ts';
import { formCourseOf, policiesToday } from '../../models/draft/course.ts';
import { policiesOf } from '../../models/organisation/policies.ts';
import { aboutPage } from '../../views/intake/about.ts';
import { behalfPage } from '../../views/intake/behalf.ts';
import { homePage } from '../../views/intake/home.ts';
import { rightsPage } from '../../views/intake/rights.ts';
import { whoPage } from '../../views/intake/who.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { oneLine, text, texts } from '../middleware/text.ts';
import { visitFrame, visitOf } from '../middleware/visit.ts';
import { begunRouter } from './begun.ts';
import { checkRouter } from './check.ts';
import { criteriaRouter } from './criteria.ts';
import { filesRouter } from './files.ts';
import { particularsIn } from './particulars.ts';
import { questionRouter } from './questions.ts';
import { sentRouter } from './sent.ts';

const ticked = text.transform((given) => given !== '');
const Who = z.object({
  name: oneLine,
  email: oneLine,
  noEmail: ticked,
  postalAddress: text,
  customerNumber: oneLine,
});
const whom = text.transform((given): Behalf['for'] => (given === 'self' || given === 'other' ? given : ''));
const BehalfForm = z.object({
  behalf: whom,
  otherName: oneLine,
  otherEmail: oneLine,
  otherAddress: text,
  otherNumber: oneLine,
  relation: oneLine,
  authority: text,
});

/** The person the request is for. Fields that are newer than the form are empty. */
function behalfIn(body: unknown): Behalf {
  const { behalf, ...rest } = BehalfForm.parse(body);
  return { for: behalf, ...rest };
}

/** The public front page and the form: one question per page, without scripts. */
export function intakeRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permitAnyone(), async (_request, response) => {
    const { organisation, by } = visitOf(response);
    const rows = await policiesOf(desk, by);
    const { offered } = formCourseOf(desk, organisation, rows, {});
    const policies = policiesToday(desk, organisation, rows);
    const page = homePage(visitFrame(response), organisation, offered, policies);
    sendPage(response, 'intake/home', page, 'public');
  });

  router.use(
    questionRouter(desk, {
      step: 'rights',
      view: 'intake/question',
      read: (body, { offered }) => knownRights(texts.parse((body as { rights?: unknown }).rights), offered),
      faults: rightsFaults,
      answer: (rights) => ({ rights }),
      given: ({ rights = [] }) => rights,
      page: (base, shown) => rightsPage(base, shown, shown.course.offered),
    }),
    criteriaRouter(desk),
    questionRouter(desk, {
      step: 'behalf',
      view: 'intake/behalf',
      read: behalfIn,
      faults: behalfFaults,
      answer: (behalf) => ({ behalf }),
      given: ({ behalf }) => ({ ...behalfIn({}), ...behalf }),
      page: behalfPage,
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
      step: 'about',
      view: 'intake/question',
      read: (body) => ({
        about: text.parse((body as { about?: unknown }).about),
        particulars: particularsIn(body),
      }),
      faults: ({ about, particulars }) => [...particularFaults(particulars), ...tooLong('about', about)],
      answer: (about) => about,
      given: ({ about = '', particulars = {} }) => ({ about, particulars }),
      page: aboutPage,
    }),
    filesRouter(desk),
    checkRouter(desk),
    begunRouter(desk),
    sentRouter(desk),
  );

  return router;
}
