import { type Request, type Response, Router } from 'express';
import { type ContentSection, isReworded } from '../../domain/answers/content.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { contentsOfRequest } from '../../models/answerDraft/contents.ts';
import { keepApart, saveWords } from '../../models/answerDraft/words.ts';
import { contentsPage } from '../../views/requests/contents.ts';
import { sectionPage } from '../../views/requests/contentsSection.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { assertReadable, text, wholeNumber } from '../middleware/text.ts';
import { assertShort } from './forms.ts';
import { referenceIn, requestIn } from './reference.ts';

type WrittenSection = { written?: Record<string, string>; fault?: RuleViolation };

/** What an answer will say in words: section by section, each with the words that the DPO may change. */
export function contentsRouter(desk: AppDesk): Router {
  const router = Router();
  const path = '/:reference/answer/words';

  router.get(path, permit('answer'), async (request, response) => {
    const page = await requestIn(desk, request, response);
    const draft = await contentsOfRequest(desk, page.request);
    const shown = contentsPage(deskFrame(response, 'requests'), { page, draft });
    sendPage(response, 'requests/contents', shown, 'desk');
  });

  router.post(path, permit('answer'), async (request, response) => {
    const { by } = staffOf(response);
    const reference = referenceIn(request);
    const version = wholeNumber.parse(request.body?.version);
    const apart = text.catch('').parse(request.body?.apart) || undefined;
    await keepApart(desk, by, { reference }, { version, apart });
    response.redirect(303, `/requests/${reference}/answer/words`);
  });

  router.get(`${path}/:section`, permit('answer'), (request, response) => show(desk, request, response));

  router.post(`${path}/:section`, permit('answer'), async (request, response) => {
    const { by } = staffOf(response);
    const reference = referenceIn(request);
    const { section } = await sectionIn(desk, request, response);
    const written = writtenIn(request, section);
    if (isShownAgain(request, response)) return show(desk, request, response, { written });
    try {
      assertReadable(request.body);
      assertShort(written);
      const version = wholeNumber.parse(request.body?.version);
      const own = Object.entries(written).map(([part, words]) => [
        part,
        { words, basis: text.catch('').parse(request.body?.[`seen-${part}`]) },
      ]);
      await saveWords(desk, by, { reference }, { version, written: Object.fromEntries(own) });
    } catch (fault) {
      if (!(fault instanceof RuleViolation) || fault.code === 'not-found') throw fault;
      return show(desk, request, response, { written, fault });
    }
    say(response, deskFrame(response).t('gate:saved'));
    response.redirect(303, `/requests/${reference}/answer/words#about-${section.id}`);
  });

  return router;
}

/** The section in the address, as the answer has it now; 404 for one without words to change. */
async function sectionIn(desk: AppDesk, request: Request, response: Response) {
  const page = await requestIn(desk, request, response);
  const draft = await contentsOfRequest(desk, page.request);
  const section = draft.contents.sections.find(({ id }) => id === request.params.section);
  if (!section?.parts.some(isReworded)) throw notFound();
  return { page, draft, section };
}

/** The words of the parts that may be changed, and of no other. */
const writtenIn = ({ body }: Request, { parts }: ContentSection): Record<string, string> =>
  Object.fromEntries(
    parts.filter(isReworded).map(({ id }) => [id, text.catch('').parse(body?.[id])] as const),
  );

async function show(
  desk: AppDesk,
  request: Request,
  response: Response,
  given: WrittenSection = {},
): Promise<void> {
  const found = await sectionIn(desk, request, response);
  const shown = sectionPage(deskFrame(response, 'requests'), { ...found, ...given });
  const status = given.fault?.code === 'stale' ? 409 : given.fault ? 422 : 200;
  sendPage(response, 'requests/contentsSection', shown, 'desk', status);
}
