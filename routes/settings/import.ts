import { Readable } from 'node:stream';
import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { localDate } from '../../domain/calendar/zone.ts';
import { REGISTER_COLUMNS, REGISTER_SHAPE } from '../../domain/register/columns.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { everyRegisterLine } from '../../models/registerExport.ts';
import { findImport } from '../../models/registerImport/find.ts';
import { dropTable, keepTable } from '../../models/registerImport/keep.ts';
import { importDetails, importsOf } from '../../models/registerImport/page.ts';
import { beginToCheck, beginToWrite } from '../../models/registerImport/steps.ts';
import { beginToWithdraw } from '../../models/registerImport/withdraw.ts';
import { importsPage } from '../../views/registerImport/index.ts';
import { knownWords } from '../../views/registerImport/known.ts';
import { hasUnasked, mappingIn, mappingPage } from '../../views/registerImport/mapping.ts';
import { runPage } from '../../views/registerImport/run.ts';
import type { AppDesk } from '../appDesk.ts';
import { faultOfUpload } from '../intake/uploadFault.ts';
import { aWhile } from '../middleware/aWhile.ts';
import { withFirstPart } from '../middleware/begun.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { sendTable } from '../middleware/table.ts';
import { text, wholeNumber } from '../middleware/text.ts';
import { filesOf, uploads } from '../middleware/uploads.ts';

const Form = z.record(z.string(), text.catch(''));

/** The register of requests, in and out: a table is given, asked about, checked, written behind the page, and can be undone. */
export function importRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('import-requests'), (_request, response) => showAll(response));

  router.get('/export', permit('export-requests'), async (request, response) => {
    const { by, organisation } = staffOf(response);
    const columns = request.query.columns === 'all' ? REGISTER_COLUMNS : REGISTER_SHAPE;
    await sendTable(response, {
      name: `register-${localDate(desk.clock(), organisation.zone)}`,
      columns: columns.map((key) => ({ key, header: key })),
      rows: Readable.from(await withFirstPart(everyRegisterLine(desk, by))),
    });
  });

  const take = async (request: Request, response: Response) => {
    const [file] = filesOf(request);
    if (isShownAgain(request, response)) return showAll(response);
    try {
      if (!file) throw new RuleViolation('register-missing', {}, 'files');
      const { id } = await keepTable(desk, staffOf(response).by, file);
      response.redirect(303, `/settings/import/${id}`);
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      await showAll(response, [new RuleViolation(error.code, error.data, 'files')], 422);
    }
  };
  router.post('/', permit('import-requests'), uploads(desk, 'files'), take, pastLimits);

  router.get('/:run', permit('import-requests'), (request, response) =>
    show(desk, request, response, { anew: request.query.columns !== undefined }),
  );

  router.post('/:run/check', permit('import-requests'), async (request, response) => {
    const { by } = staffOf(response);
    const run = await findImport(by, runIn(request));
    const { findings, mapping: former } = await importDetails(desk, by, run.id);
    if (!findings) return show(desk, request, response, {});
    const form = Form.parse(request.body ?? {});
    const mapping = mappingIn(findings.look, form, former);
    if (isShownAgain(request, response)) return show(desk, request, response, { anew: true, mapping });
    if (hasUnasked(findings.look, mapping, knownWords(), form))
      return show(desk, request, response, { anew: true, mapping });
    try {
      const work = await beginToCheck(desk, by, { run, known: knownWords(), mapping });
      await aWhile(desk, 'import', work());
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      return show(desk, request, response, { anew: true, mapping, fault: error });
    }
    response.redirect(303, `/settings/import/${run.id}`);
  });

  router.post('/:run/run', permit('import-requests'), async (request, response) => {
    const { by } = staffOf(response);
    const run = await findImport(by, runIn(request));
    if (isShownAgain(request, response)) return show(desk, request, response, {});
    try {
      const onlyGood = text.parse(request.body?.lines) === 'good';
      const work = await beginToWrite(desk, by, { run, known: knownWords(), onlyGood });
      await aWhile(desk, 'import', work());
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      return show(desk, request, response, { fault: error });
    }
    response.redirect(303, `/settings/import/${run.id}`);
  });

  router.post('/:run/undo', permit('import-requests'), async (request, response) => {
    const reason = text.parse(request.body?.reason);
    if (isShownAgain(request, response)) return show(desk, request, response, { reason });
    try {
      const work = await beginToWithdraw(desk, staffOf(response).by, runIn(request), { reason });
      await aWhile(desk, 'import', work());
    } catch (error) {
      if (!(error instanceof RuleViolation) || error.code === 'not-found') throw error;
      return show(desk, request, response, { reason, fault: error });
    }
    response.redirect(303, `/settings/import/${runIn(request)}`);
  });

  router.post('/:run/deletion', permit('import-requests'), async (request, response) => {
    const { by } = staffOf(response);
    await dropTable(desk, by, await findImport(by, runIn(request)));
    say(response, deskFrame(response).t('registerImport:dropped'));
    response.redirect(303, '/settings/import');
  });
  return router;
}

/** A file past the limits of every form. */
const pastLimits: ErrorRequestHandler = async (error, request, response, next) => {
  const fault = faultOfUpload(error);
  if (!fault) return next(error);
  request.resume();
  await showAll(response, [fault], 413);
};

const runIn = ({ params }: Request): number => {
  const id = wholeNumber.parse(params.run);
  if (!id) throw notFound();
  return id;
};

async function showAll(response: Response, faults: RuleViolation[] = [], status = 200): Promise<void> {
  const { by, organisation } = staffOf(response);
  const given = { imports: await importsOf(by), zone: organisation.zone, faults };
  sendPage(
    response,
    'registerImport/index',
    importsPage(deskFrame(response, 'organisation'), given),
    'desk',
    status,
  );
}

type ImportShown = {
  /** Its columns are asked about again. */
  anew?: boolean;
  mapping?: Parameters<typeof mappingPage>[1]['mapping'];
  reason?: string;
  fault?: RuleViolation;
};

async function show(desk: AppDesk, request: Request, response: Response, shown: ImportShown): Promise<void> {
  const { by, organisation } = staffOf(response);
  const details = await importDetails(desk, by, runIn(request));
  const frame = deskFrame(response, 'organisation');
  const { state } = details.run;
  const { fault } = shown;
  const isOpen = ['given', 'checked', 'checking'].includes(state) && !details.isAtWork && details.findings;
  if (isOpen && (shown.anew || state !== 'checked')) {
    const given = { ...details, mapping: shown.mapping ?? details.mapping, known: knownWords(), fault };
    return sendPage(response, 'registerImport/mapping', mappingPage(frame, given), 'desk', fault ? 422 : 200);
  }
  if (details.isAtWork) response.set('Refresh', '2');
  const page = runPage(frame, { ...details, zone: organisation.zone, ...shown });
  sendPage(response, 'registerImport/run', page, 'desk', fault ? 422 : 200);
}
