import { Router } from 'express';
import { logoOf } from '../../models/letterhead/logo.ts';
import { keptLetter } from '../../models/submission/keptLetter.ts';
import { pdfOf } from '../../views/paper/pdf.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendBytes } from '../middleware/attachment.ts';
import { limit } from '../middleware/limits.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { wholeNumber } from '../middleware/text.ts';
import { requestOf } from './find.ts';

/** Our letters to the person as they were sent, each as a PDF/UA to keep or to print. */
export function statusLettersRouter(desk: AppDesk): Router {
  const router = Router();

  router.get(
    '/:token/:reference/letters/:letter',
    permitAnyone(),
    secretPage(),
    limit(desk, 'package'),
    async (request, response) => {
      const { one } = await requestOf(request, response);
      const kept = await keptLetter(desk, one, wholeNumber.parse(request.params.letter));
      if (!kept) throw notFound();
      const { words, language, to } = kept;
      const logo = await logoOf(one.organisationId, words.sheet?.logo);
      const pdf = await pdfOf(words, { language, to }, logo);
      sendBytes(response, `${one.reference}.pdf`, 'application/pdf', pdf);
    },
  );

  return router;
}
