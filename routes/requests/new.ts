import { randomUUID } from 'node:crypto';
import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { localDate } from '../../domain/calendar/zone.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { receiveRequest, submissionOf } from '../../models/subjectRequest/receive.ts';
import { type NewForm, newRequestPage } from '../../views/requests/new.ts';
import type { AppDesk } from '../appDesk.ts';
import { faultOfUpload } from '../intake/uploadFault.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { texts } from '../middleware/text.ts';
import { uploads } from '../middleware/uploads.ts';
import { readFiles, readForm } from './forms.ts';
import { intakeOf, TEXT_FIELDS } from './intake.ts';

/** A request that came by post, phone, mail or in person, logged by hand. */
export function newRequestRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('log-request'), (_request, response) => {
    const { organisation } = staffOf(response);
    const [language = 'en'] = organisation.languages.split(',');
    show(desk, response, { ...readForm(TEXT_FIELDS, {}), rights: [], language, formKey: randomUUID() });
  });

  /** Files past the limits: the form again, with what was written and the files that it had before. */
  const pastLimits: ErrorRequestHandler = async (error, request, response, next) => {
    const fault = faultOfUpload(error);
    if (!fault) return next(error);
    request.resume();
    const { keep } = await readFiles(desk, staffOf(response).by, request);
    show(desk, response, { ...read(request.body, response), kept: await keep() }, [fault], 413);
  };

  const take = async (request: Request, response: Response) => {
    const { by } = staffOf(response);
    const form = read(request.body, response);
    const made = await submissionOf(desk, by, form.formKey);
    if (made) return done(response, made.requests);
    const uploaded = await readFiles(desk, by, request);
    const { zone } = staffOf(response).organisation;
    const { intake, faults } = intakeOf(form, uploaded.files, desk.clock(), zone);
    try {
      if (!intake) return await again(faults);
      const { requests } = await receiveRequest(desk, by, intake);
      await uploaded.forget();
      done(response, requests);
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      await again([onReceipt(error)]);
    }

    async function again(broken: RuleViolation[]): Promise<void> {
      show(desk, response, { ...form, kept: await uploaded.keep() }, broken);
    }
  };

  router.post('/', permit('log-request'), uploads('files'), take, pastLimits);

  return router;
}

/** The form as it was sent; letters are in the organisation's first language unless another is chosen. */
function read(body: Record<string, unknown> | undefined, response: Response): NewForm {
  const form = readForm(TEXT_FIELDS, body);
  const [first = 'en'] = staffOf(response).organisation.languages.split(',');
  return { ...form, language: form.language || first, rights: texts.catch([]).parse(body?.rights) };
}

/** A policy that was not in effect on the day is a fault of the day. */
const onReceipt = (error: RuleViolation): RuleViolation =>
  error.field ? error : new RuleViolation(error.code, error.data, 'receivedOn');

function done(response: Response, requests: { reference: string }[]): void {
  const { t } = deskFrame(response);
  const [first] = requests;
  say(response, t('newRequest:done', { count: requests.length, reference: first?.reference }));
  response.redirect(303, `/requests/${first?.reference}`);
}

function show(
  desk: AppDesk,
  response: Response,
  form: NewForm,
  faults: RuleViolation[] = [],
  faulty = 422,
): void {
  const { organisation } = staffOf(response);
  const today = localDate(desk.clock(), organisation.zone);
  const page = newRequestPage(deskFrame(response, 'newRequest'), {
    form,
    faults,
    today,
    zone: organisation.zone,
  });
  sendPage(response, 'requests/new', page, 'desk', faults.length > 0 ? faulty : 200);
}
