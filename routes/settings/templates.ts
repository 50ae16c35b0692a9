import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { asLanguage, type Language } from '../../domain/languages.ts';
import { templateKind } from '../../domain/letters/parts.ts';
import { templateFaults } from '../../domain/letters/template.ts';
import { may } from '../../domain/permissions.ts';
import { RIGHTS } from '../../domain/rights.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { logoOf } from '../../models/letterhead/logo.ts';
import {
  isUsable,
  templateById,
  templatesOf,
  versionById,
  versionsOf,
} from '../../models/letterTemplate/find.ts';
import { contextOfRequest, inventedContext } from '../../models/letterTemplate/preview.ts';
import { addTemplate, changeTemplate } from '../../models/letterTemplate/save.ts';
import { readReference } from '../../models/subjectRequest/reference.ts';
import { pdfOf } from '../../views/paper/pdf.ts';
import { type TemplateForm, templatePage } from '../../views/templates/entry.ts';
import { TEMPLATES, templatesPage } from '../../views/templates/index.ts';
import { previewOf } from '../../views/templates/preview.ts';
import { startingText } from '../../views/templates/starting.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendBytes } from '../middleware/attachment.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { oneLine, text, unreadableIn, wholeNumber } from '../middleware/text.ts';
import { letterheadRoutes } from './letterhead.ts';
import { phraseRoutes } from './phrases.ts';

const Form = z.object({
  right: text,
  policy: text,
  subject: oneLine,
  body: text,
  isUsed: text.transform(Boolean),
  reference: oneLine,
  channel: z.enum(['mail', 'post']).catch('mail'),
});

/** The letters in the organisation's own words, and what heads and ends them. */
export function templatesRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('read-settings'), async (_request, response) => {
    const { by, role } = staffOf(response);
    const templates = await templatesOf(by);
    const unusable = new Set(templates.flatMap((one) => (isUsable(one.kind, one) ? [] : [one.id])));
    const given = {
      templates,
      packs: desk.packs,
      unusable,
      mayChange: may(role, 'change-settings'),
      mayKeepPhrases: may(role, 'keep-phrase'),
    };
    sendPage(response, 'templates/index', templatesPage(deskFrame(response, 'organisation'), given), 'desk');
  });

  router.get('/new', permit('change-settings'), async (request, response) => {
    const of = letterIn(request.query);
    const form = { ...Form.parse({}), ...startingText(of.kind, of.language), isUsed: true };
    await show(desk, response, { ...of, form });
  });

  router.post('/', permit('change-settings'), async (request, response) => {
    const of = letterIn(request.body);
    await saved(desk, request, response, of, async (form) => {
      await addTemplate(desk, staffOf(response).by, { ...form, ...of }, contentIn(form));
    });
  });

  letterheadRoutes(router, desk);
  phraseRoutes(router, desk);

  router.get('/:template', permit('read-settings'), async (request, response) => {
    const row = await rowIn(request, response);
    const before = wholeNumber.catch(0).parse(request.query.before) || undefined;
    const version = wholeNumber.catch(0).parse(request.query.version);
    const taken = version > 0 ? await versionById(staffOf(response).by, row.id, version) : undefined;
    const { subject, body, isUsed } = taken ?? row;
    const form = {
      ...Form.parse({}),
      right: row.right ?? '',
      policy: row.policy ?? '',
      subject,
      body,
      isUsed,
    };
    await show(desk, response, { ...row.get({ plain: true }), row, form, before, taken: taken && version });
  });

  router.post('/:template', permit('change-settings'), async (request, response) => {
    const row = await rowIn(request, response);
    const { kind, language, id, right, policy } = row;
    const version = wholeNumber.parse(request.body?.version);
    const of = { kind, language, row: { id, right, policy, version }, present: row.version };
    await saved(desk, request, response, of, async (form) => {
      await changeTemplate(desk, staffOf(response).by, id, { ...contentIn(form), version });
    });
  });

  return router;
}

const contentIn = ({ subject, body, isUsed }: TemplateForm) => ({ subject, body, isUsed });

/** The kind and language of a new template, from the address or the form. */
function letterIn(given: Request['query'] | undefined) {
  const kind = templateKind(text.catch('').parse(given?.kind));
  const language = asLanguage(given?.language);
  if (!kind || !language) throw notFound();
  return { kind, language };
}

const rowIn = (request: Request, response: Response) =>
  templateById(staffOf(response).by, wholeNumber.parse(request.params.template));

type TemplateShown = Pick<
  Parameters<typeof templatePage>[1],
  'kind' | 'language' | 'row' | 'form' | 'preview'
> & {
  before?: number;
  taken?: number;
  /** The version that is there now. */
  present?: number;
  faults?: RuleViolation[];
};

/** Saves the form, or shows it again: with its preview where that was asked for, with its faults where it has some. */
async function saved(
  desk: AppDesk,
  request: Request,
  response: Response,
  of: Omit<TemplateShown, 'form'>,
  save: (form: TemplateForm) => Promise<void>,
): Promise<void> {
  const form = Form.parse(request.body ?? {});
  const shown = { ...of, form };
  if (isShownAgain(request, response)) return show(desk, response, shown);
  const faults = [...templateFaults(of.kind, form), ...unreadableIn(request.body)];
  if (faults.length > 0) return show(desk, response, { ...shown, faults });
  try {
    const asked = text.catch('').parse(request.body?.show);
    const preview = asked ? previewOf(await contextIn(desk, response, shown), form) : undefined;
    if (preview && asked === 'pdf') return await sendPreview(response, of.language, preview);
    if (preview) return show(desk, response, { ...shown, preview });
    await save(form);
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    if (!error.field && error.code !== 'settings-changed') throw error;
    return show(desk, response, { ...shown, faults: [error] });
  }
  say(response, deskFrame(response).t('templates:saved'));
  response.redirect(303, TEMPLATES);
}

/** The preview as it is printed. */
async function sendPreview(response: Response, language: Language, words: LetterText): Promise<void> {
  const logo = await logoOf(staffOf(response).by.organisationId, words.sheet?.logo);
  sendBytes(response, 'letter.pdf', 'application/pdf', await pdfOf(words, { language, to: [] }, logo));
}

/** What the preview says: a real request where one is named, else an invented one. */
function contextIn(desk: AppDesk, response: Response, { kind, language, form }: TemplateShown) {
  const { by } = staffOf(response);
  const { reference, channel, policy } = form;
  const right = RIGHTS.find((one) => one === form.right) ?? null;
  const scope = { kind, language, channel, right, policy: policy || null };
  return reference
    ? contextOfRequest(desk, by, readReference(reference), scope)
    : inventedContext(desk, by, scope);
}

async function show(desk: AppDesk, response: Response, shown: TemplateShown): Promise<void> {
  const { organisation, role, by } = staffOf(response);
  const { row, present, faults = [] } = shown;
  // Shown again with what was written: sending it once more is then a decision.
  const isStale = faults.some(({ code }) => code === 'settings-changed');
  const given = {
    ...shown,
    row: row && {
      ...row,
      id: row.id,
      right: row.right,
      policy: row.policy,
      version: isStale ? (present ?? row.version) : row.version,
    },
    packs: desk.packs,
    organisation: organisation.name,
    zone: organisation.zone,
    versions: row && (await versionsOf(by, row.id, shown.before)),
    mayChange: may(role, 'change-settings'),
    mayReadRequests: may(role, 'read-requests'),
    faults,
  };
  const page = templatePage(deskFrame(response, 'organisation'), given);
  sendPage(response, 'templates/entry', page, 'desk', isStale ? 409 : faults.length > 0 ? 422 : 200);
}
