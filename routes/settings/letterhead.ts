import type { ErrorRequestHandler, Request, Response, Router } from 'express';
import { z } from 'zod';
import { type LetterheadText, WINDOWS } from '../../domain/letters/letterhead.ts';
import { may } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { logoOf, takeLogo } from '../../models/letterhead/logo.ts';
import { changeLetterhead, letterheadOf } from '../../models/letterhead/save.ts';
import { inventedContext } from '../../models/letterTemplate/preview.ts';
import { pdfOf } from '../../views/paper/pdf.ts';
import { LETTERHEAD, letterheadPage } from '../../views/templates/letterhead.ts';
import { previewOf } from '../../views/templates/preview.ts';
import type { AppDesk } from '../appDesk.ts';
import { faultOfUpload } from '../intake/uploadFault.ts';
import { sendBytes } from '../middleware/attachment.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { assertReadable, oneLine, text, wholeNumber } from '../middleware/text.ts';
import { filesOf, uploads } from '../middleware/uploads.ts';

const Form = z.object({
  version: wholeNumber,
  name: oneLine,
  signature: text,
  windowAt: z.enum(WINDOWS).catch('left'),
  without: text.transform(Boolean),
});

/** What heads and ends the organisation's letters: name, logo, where the address stands, signature. */
export function letterheadRoutes(router: Router, desk: AppDesk): void {
  router.get('/letterhead', permit('read-settings'), async (_request, response) => {
    show(response, await letterheadOf(staffOf(response).by.organisationId));
  });

  router.get('/letterhead/logo', permit('read-settings'), async (_request, response) => {
    const { organisationId } = staffOf(response).by;
    const bytes = await logoOf(organisationId, (await letterheadOf(organisationId)).logo);
    if (!bytes) throw notFound();
    sendBytes(response, 'logo.png', 'image/png', bytes);
  });

  const take = async (request: Request, response: Response) => {
    const { by } = staffOf(response);
    const { without, ...texts } = Form.parse(request.body ?? {});
    const present = await letterheadOf(by.organisationId);
    const form = { ...texts, logo: present.logo };
    try {
      const [file] = filesOf(request);
      const logo = file ? await takeLogo(desk, file.kept) : without ? 'none' : 'same';
      if (isShownAgain(request, response)) return show(response, form);
      assertReadable(request.body);
      if (text.catch('').parse(request.body?.show) === 'pdf')
        return await preview(desk, response, form, logo);
      await changeLetterhead(desk, by, { ...texts, logo });
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      if (!error.field && error.code !== 'settings-changed') throw error;
      // Shown again with what was written: sending it once more is then a decision.
      const isStale = error.code === 'settings-changed';
      return show(
        response,
        isStale ? { ...form, version: present.version } : form,
        [error],
        isStale ? 409 : 422,
      );
    }
    say(response, deskFrame(response).t('templates:saved'));
    response.redirect(303, LETTERHEAD);
  };
  router.post('/letterhead', permit('change-settings'), uploads(desk, 'files'), take, pastLimits);
}

/** A file past the limits of every form. */
const pastLimits: ErrorRequestHandler = async (error, request, response, next) => {
  const fault = faultOfUpload(error);
  if (!fault) return next(error);
  request.resume();
  const present = await letterheadOf(staffOf(response).by.organisationId);
  show(response, { ...present, ...Form.parse(request.body ?? {}), logo: present.logo }, [fault], 413);
};

/** An invented message on paper with the letterhead of the form, which is not saved. */
async function preview(
  desk: AppDesk,
  response: Response,
  form: LetterheadText,
  logo: Buffer | 'same' | 'none',
): Promise<void> {
  const { by } = staffOf(response);
  const { language } = deskFrame(response);
  const scope = { kind: 'message', language, channel: 'post', right: null, policy: null } as const;
  const context = await inventedContext(desk, by, scope);
  const words = previewOf({ ...context, letterhead: form }, undefined);
  if (!words) throw notFound();
  const kept = logo === 'same' ? await logoOf(by.organisationId, form.logo) : undefined;
  const picture = typeof logo === 'string' ? kept : logo;
  sendBytes(response, 'letter.pdf', 'application/pdf', await pdfOf(words, { language, to: [] }, picture));
}

function show(
  response: Response,
  form: LetterheadText & { version: number },
  faults: RuleViolation[] = [],
  status = 200,
): void {
  const { organisation, role } = staffOf(response);
  const given = { form, organisation: organisation.name, mayChange: may(role, 'change-settings'), faults };
  const page = letterheadPage(deskFrame(response, 'organisation'), given);
  sendPage(response, 'templates/letterhead', page, 'desk', status);
}
