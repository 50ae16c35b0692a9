import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { changePhrase, keepPhrase, phrasesOf } from '../../models/phrase/keep.ts';
import { PHRASES, type PhraseForm, phrasesPage } from '../../views/templates/phrases.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { assertReadable, oneLine, text, wholeNumber } from '../middleware/text.ts';

const Form = z.object({ version: wholeNumber, name: oneLine, text });

/** The short answers that colleagues keep: added, changed, taken out. */
export function phraseRoutes(router: Router, desk: AppDesk): void {
  router.get('/phrases', permit('keep-phrase'), (_request, response) => show(response));

  router.post('/phrases', permit('keep-phrase'), (request, response) =>
    saved(request, response, 0, ({ name, text: words }) =>
      keepPhrase(desk, staffOf(response).by, { name, text: words }),
    ),
  );

  router.post('/phrases/:phrase', permit('keep-phrase'), (request, response) => {
    const id = wholeNumber.parse(request.params.phrase);
    return saved(request, response, id, ({ version, name, text: words }) =>
      changePhrase(desk, staffOf(response).by, { id, version }, { name, text: words }),
    );
  });

  router.post('/phrases/:phrase/removal', permit('keep-phrase'), (request, response) => {
    const id = wholeNumber.parse(request.params.phrase);
    return saved(request, response, id, ({ version }) =>
      changePhrase(desk, staffOf(response).by, { id, version }, null),
    );
  });
}

/** Saves a form; shows it again, with what was written, where something is wrong with it. */
async function saved(
  request: Request,
  response: Response,
  id: number,
  save: (form: z.infer<typeof Form>) => Promise<void>,
): Promise<void> {
  const form = Form.parse(request.body ?? {});
  const tried = { id, name: form.name, text: form.text };
  if (isShownAgain(request, response)) return show(response, { tried });
  try {
    assertReadable(request.body);
    await save(form);
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    if (!error.field && error.code !== 'settings-changed') throw error;
    return show(response, { tried, fault: error });
  }
  say(response, deskFrame(response).t('templates:saved'));
  response.redirect(303, PHRASES);
}

async function show(
  response: Response,
  { tried, fault }: { tried?: PhraseForm; fault?: RuleViolation } = {},
): Promise<void> {
  const phrases = await phrasesOf(staffOf(response).by);
  const page = phrasesPage(deskFrame(response, 'organisation'), { phrases, tried, fault });
  const status = fault?.code === 'settings-changed' ? 409 : fault ? 422 : 200;
  sendPage(response, 'templates/phrases', page, 'desk', status);
}
