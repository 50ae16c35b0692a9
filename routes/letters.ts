import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { may, type Task } from '../domain/permissions.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import type { By } from '../models/desk.ts';
import { recordPosting } from '../models/letter/deliveries.ts';
import { enclosuresOf, envelopeOf } from '../models/letter/enclosures.ts';
import { type OpenLetter, openLetter, retryLetter } from '../models/letter/outbox.ts';
import { keepPrinted, letterToPrint } from '../models/letter/printing.ts';
import { recordTaken } from '../models/letter/recordTaken.ts';
import { logoOf } from '../models/letterhead/logo.ts';
import { wordsOf, wordsToKeep } from '../views/letters/wordsOf.ts';
import { enclosuresText } from '../views/paper/enclosures.ts';
import { pdfOf } from '../views/paper/pdf.ts';
import { outboxLetterPage, wordsIn } from '../views/settings/outboxLetter.ts';
import type { AppDesk } from './appDesk.ts';
import { sendBytes } from './middleware/attachment.ts';
import { deskFrame, say, sendPage } from './middleware/page.ts';
import { permit } from './middleware/permit.ts';
import { notFound } from './middleware/refusal.ts';
import { secretPage } from './middleware/secretPage.ts';
import { staffOf } from './middleware/staff.ts';
import { assertReadable, text, wholeNumber } from './middleware/text.ts';
import { sendingOf } from './requests/verb.ts';

const Posting = z.object({ postedOn: text, proof: text, confirmed: text });

/** Where letters are listed: in the outbox, or with their request. */
type LetterPlace = {
  /** The permission to read them. */
  read: Task;
  section: 'outbox' | 'requests';
  /** The address of one letter below its router. */
  address: `${string}/:letter`;
  /** The router's own address; throws `not-found` for a letter that does not belong there. */
  placeOf(request: Request, response: Response): Promise<string> | string;
};

/** Routes for one letter: read, print, send again, or record as posted. */
export function letterRoutes(router: Router, desk: AppDesk, place: LetterPlace): void {
  const { address } = place;

  router.get(address, permit(place.read), secretPage(), async (request, response) => {
    await show(desk, place, request, response);
  });

  router.post(`${address}/retry`, permit('work-outbox'), secretPage(), async (request, response) => {
    const { by } = staffOf(response);
    const { id } = await letterAt(place, request, response);
    await openLetter(desk, by, id);
    if (!(await retryLetter(desk, by, id))) throw new RuleViolation('letter-gone');
    await back(place, request, response, 'outbox:retried');
  });

  router.post(`${address}/print`, permit('print-letter'), secretPage(), async (request, response) => {
    const { by } = staffOf(response);
    const { id } = await letterAt(place, request, response);
    const context = await letterToPrint(desk, by, id);
    const kept = wordsToKeep(context);
    if (!kept) throw new RuleViolation('letter-gone');
    const words = wordsOf(context);
    const logo = await logoOf(by.organisationId, words.sheet?.logo);
    const pdf = await pdfOf(words, { language: context.language, to: [context.to.name] }, logo);
    await keepPrinted(desk, by, id, kept);
    sendPdf(response, pdf, context.requests[0]?.reference);
  });

  router.get(`${address}/enclosures`, permit('print-letter'), secretPage(), async (request, response) => {
    const { by, organisation } = staffOf(response);
    const { id } = await letterAt(place, request, response);
    const enclosures = await enclosuresOf(desk, by, id);
    const words = enclosuresText({ ...enclosures, organisation, now: desk.clock() });
    const { language, reference } = enclosures.request;
    sendPdf(response, await pdfOf(words, { language, to: [] }), `${reference}-enclosures`);
  });

  router.get(`${address}/pdf`, permit(place.read), secretPage(), async (request, response) => {
    const { id } = await letterAt(place, request, response);
    const { by } = staffOf(response);
    const { kept, letter } = await openLetter(desk, by, id);
    if (!kept) throw notFound();
    const { language, toName, toAddress } = letter;
    const logo = await logoOf(by.organisationId, kept.sheet?.logo);
    const pdf = await pdfOf(kept, { language, to: [...new Set([toName, toAddress])].filter(Boolean) }, logo);
    sendPdf(response, pdf, letter.reference);
  });

  router.post(`${address}/posting`, permit('work-outbox'), secretPage(), async (request, response) => {
    const { by, organisation } = staffOf(response);
    const { id } = await letterAt(place, request, response);
    const form = Posting.parse(request.body ?? {});
    try {
      assertReadable(request.body);
      if (form.proof.length > MOST) throw new RuleViolation('text-too-long', { most: MOST }, 'proof');
      const sending = sendingOf({
        form: { sending: 'post', greeting: '', wording: '', ...form },
        zone: organisation.zone,
        desk,
      });
      if (sending.by !== 'post') throw notFound();
      const words = wordsIn(await openLetter(asOf(desk, sending.postedAt), by, id));
      await recordPosting(desk, by, id, { ...sending, words });
    } catch (error) {
      if (!(error instanceof RuleViolation) || !error.field) throw error;
      return show(desk, place, request, response, { posting: { form, fault: error } });
    }
    await back(place, request, response, 'outbox:posted');
  });

  router.post(`${address}/acceptance`, permit('work-outbox'), secretPage(), async (request, response) => {
    const { by } = staffOf(response);
    const { id } = await letterAt(place, request, response);
    const { proof, confirmed } = Posting.parse(request.body ?? {});
    try {
      assertReadable(request.body);
      if (proof.length > MOST) throw new RuleViolation('text-too-long', { most: MOST }, 'proof');
      const seen = confirmed ? ('moves' as const) : undefined;
      const { letter } = await openLetter(desk, by, id);
      const words = wordsIn(await openLetter(asOf(desk, letter.perhapsTakenAt), by, id));
      await recordTaken(desk, by, id, { proof, words, seen });
    } catch (error) {
      if (!(error instanceof RuleViolation) || !error.field) throw error;
      return show(desk, place, request, response, { taken: { form: { proof, confirmed }, fault: error } });
    }
    await back(place, request, response, 'outbox:recorded');
  });
}

/** The most characters of a proof or reason. */
const MOST = 10_000;

/** The desk as of the day a letter was posted: a letter sent on a past day states the dates of that day. */
const asOf = (desk: AppDesk, at: Date | null): AppDesk => (at ? { ...desk, clock: () => at } : desk);

/** The letter in the address, and the address of its list. */
async function letterAt({ placeOf }: LetterPlace, request: Request, response: Response) {
  const id = wholeNumber.parse(request.params.letter);
  if (id === 0) throw notFound();
  return { id, where: await placeOf(request, response) };
}

async function back(place: LetterPlace, request: Request, response: Response, said: string): Promise<void> {
  const { id, where } = await letterAt(place, request, response);
  say(response, deskFrame(response).t(said));
  response.redirect(303, `${where}/${id}`);
}

const sendPdf = (response: Response, pdf: Buffer, reference?: string | null): void =>
  sendBytes(response, `${reference ?? 'letter'}.pdf`, 'application/pdf', pdf);

/** What goes with an answer on paper that is still to be posted. */
const envelopeIn = async (desk: AppDesk, by: By, { id, kind, channel, state }: OpenLetter['letter']) =>
  kind === 'answer' && channel === 'post' && state === 'queued' ? envelopeOf(desk, by, id) : undefined;

async function show(
  desk: AppDesk,
  place: LetterPlace,
  request: Request,
  response: Response,
  tried: Pick<Parameters<typeof outboxLetterPage>[1], 'posting' | 'taken'> = {},
): Promise<void> {
  const { by, organisation, role } = staffOf(response);
  const { id, where } = await letterAt(place, request, response);
  const opened = await openLetter(desk, by, id);
  const given = {
    ...opened,
    ...tried,
    where,
    zone: organisation.zone,
    mailConfigured: desk.mailConfigured,
    mayWork: may(role, 'work-outbox'),
    mayPrint: may(role, 'print-letter'),
    mayReadFiles: may(role, 'read-files'),
    enclosed: await envelopeIn(desk, by, opened.letter),
  };
  const page = outboxLetterPage(deskFrame(response, place.section), given);
  sendPage(response, 'settings/outboxLetter', page, 'desk', tried.posting || tried.taken ? 422 : 200);
}
