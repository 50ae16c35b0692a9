import { randomUUID } from 'node:crypto';
import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { localDate } from '../../domain/calendar/zone.ts';
import { categoryIds } from '../../domain/policies/categories.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { categoriesOf } from '../../models/organisation/categories.ts';
import { policiesOf } from '../../models/organisation/policies.ts';
import { receiveRequest } from '../../models/subjectRequest/receive.ts';
import { type Related, relatedToPerson } from '../../models/subjectRequest/related.ts';
import { numberIn } from '../../models/subjectRequest/sealed.ts';
import { submissionOf } from '../../models/submission/received.ts';
import { type NewForm, newRequestPage, TEXT_FIELDS } from '../../views/requests/new.ts';
import type { AppDesk } from '../appDesk.ts';
import { particularsIn } from '../intake/particulars.ts';
import { faultOfUpload } from '../intake/uploadFault.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { texts, unreadableIn } from '../middleware/text.ts';
import { emptyFiles, uploads } from '../middleware/uploads.ts';
import { readFiles, readForm } from './forms.ts';
import { formAsKept, intakeOf } from './intake.ts';

/** Logs a request by hand that came by post, phone, email or in person. */
export function newRequestRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('log-request'), async (_request, response) => {
    const { organisation } = staffOf(response);
    const [language = 'en'] = organisation.languages.split(',');
    await show(desk, response, {
      ...readForm(TEXT_FIELDS, {}),
      rights: [],
      particulars: {},
      language,
      formKey: randomUUID(),
    });
  });

  /** Files over the limits: shows the form again with its content and the earlier files. */
  const pastLimits: ErrorRequestHandler = async (error, request, response, next) => {
    const fault = faultOfUpload(error);
    if (!fault) return next(error);
    request.resume();
    const { keep } = await readFiles(desk, staffOf(response).by, request);
    await show(desk, response, { ...read(request.body, response), kept: await keep() }, [fault], 413);
  };

  const take = async (request: Request, response: Response) => {
    const { by } = staffOf(response);
    const form = read(request.body, response);
    const made = await submissionOf(desk, by, form.formKey);
    if (made) return doneBefore(response, made.requests);
    const uploaded = await readFiles(desk, by, request);
    if (isShownAgain(request, response))
      return await show(desk, response, { ...form, kept: await uploaded.keep() });
    const { organisation } = staffOf(response);
    const ids = categoryIds(categoriesOf(organisation), desk.packs);
    const context = { zone: organisation.zone, isCategory: (id: string) => ids.includes(id) };
    const { intake, faults } = intakeOf(form, uploaded.files(), desk.clock(), context);
    const more = [...unreadableIn(request.body), ...emptyFiles(request)];
    try {
      if (!intake || more.length > 0) return await again([...faults, ...more]);
      const related = await relatedToPerson(desk, by, {
        ...intake.person,
        customerNumber: numberIn(intake.details),
      });
      if (related.length > 0 && form.related !== namesOf(related)) {
        const meanwhile = await submissionOf(desk, by, form.formKey); // the same form, its button pressed twice
        if (meanwhile) {
          await uploaded.forget();
          return doneBefore(response, meanwhile.requests);
        }
        const again = { ...form, related: namesOf(related), kept: await uploaded.keep() };
        return await show(desk, response, again, [], 200, related);
      }
      const { requests } = await receiveRequest(desk, by, intake);
      await uploaded.forget();
      done(response, requests);
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      await again([onReceipt(error)]);
    }

    async function again(broken: RuleViolation[]): Promise<void> {
      await show(desk, response, { ...form, kept: await uploaded.keep() }, broken);
    }
  };

  router.post('/', permit('log-request'), uploads(desk, 'files'), take, pastLimits);

  return router;
}

/** The form as submitted; letters are in the organisation's first language unless another is chosen. */
function read(body: Record<string, unknown> | undefined, response: Response): NewForm {
  const form = formAsKept(readForm(TEXT_FIELDS, body));
  const [first = 'en'] = staffOf(response).organisation.languages.split(',');
  const rights = texts.catch([]).parse(body?.rights);
  return { ...form, language: form.language || first, rights, particulars: particularsIn(body) };
}

/** The related requests that were shown; each set is shown once and then does not stop the form. */
const namesOf = (related: readonly Related[]): string => related.map(({ reference }) => reference).join(' ');

/** A policy that was not in effect on the day is a fault of the day field. */
const onReceipt = (error: RuleViolation): RuleViolation =>
  error.field ? error : new RuleViolation(error.code, error.data, 'receivedOn');

function done(response: Response, requests: { reference: string }[]): void {
  const { t } = deskFrame(response);
  const [first] = requests;
  say(response, t('newRequest:done', { count: requests.length, reference: first?.reference }));
  response.redirect(303, `/requests/${first?.reference}`);
}

/** This form was sent before. It may have changed since, so it is not reported as logged. */
function doneBefore(response: Response, [first]: { reference: string }[]): void {
  say(response, deskFrame(response).t('newRequest:doneBefore', { reference: first?.reference }));
  response.redirect(303, `/requests/${first?.reference}`);
}

async function show(
  desk: AppDesk,
  response: Response,
  form: NewForm,
  faults: RuleViolation[] = [],
  faulty = 422,
  related: Related[] = [],
): Promise<void> {
  const { organisation, by } = staffOf(response);
  const today = localDate(desk.clock(), organisation.zone);
  const page = newRequestPage(deskFrame(response, 'newRequest'), {
    form,
    faults,
    related,
    today,
    zone: organisation.zone,
    policies: await policiesOf(desk, by),
    names: { own: categoriesOf(organisation), packs: desk.packs },
  });
  sendPage(response, 'requests/new', page, 'desk', faults.length > 0 ? faulty : 200);
}
