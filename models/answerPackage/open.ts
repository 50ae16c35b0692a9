import type { KeptBack } from '../../domain/answers/answerFile.ts';
import type { ToldSection } from '../../domain/answers/content.ts';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { AnswerPackage } from '../answerPackage.ts';
import { nameOfFile, openAttachment } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import { type CodeUse, isCodeDue, makeCode, useCode } from '../code/codes.ts';
import { unsealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { Event } from '../event.ts';
import { type AnswerContent, isSameAnswer } from '../subjectRequest/answerContent.ts';
import { witness } from '../subjectRequest/change.ts';
import { detailsOf, keyOf } from '../subjectRequest/sealed.ts';
import { type TransmissionNote, transmissionsOf } from '../transmission/notes.ts';
import type { Package } from './find.ts';

/** An answer as the person reads it. */
export type Opened = {
  text: string;
  nothingHeld: string;
  /** Where something is missing: why, and by which day it follows. */
  incomplete?: string;
  followsOn?: CalendarDate;
  /** On which day the answer left that it completes. */
  completes?: CalendarDate;
  /** What it says in words, as it left; none in answers of earlier releases. */
  told: ToldSection[];
  /** What the person is told was left out. */
  keptBack?: KeptBack;
  files: { id: number; name: string; mediaType: string; size: number; system?: string }[];
  /** What became of the wish that the data go to another provider; none for another right than portability. */
  transmissions?: TransmissionNote[];
  /** How often the package was fetched before, and when last. */
  fetched?: { count: number; lastAt: Date };
  /** The person whose data it is, if somebody else made the request. */
  client?: string;
};

/** Emails a code. The link alone opens nothing, since somebody else may later read the email. */
export async function sendAnswerCode(desk: Desk, by: By, { answer, request }: Package): Promise<void> {
  await witness(desk, by, { reference: request.reference }, 'send-code', async (it) => {
    if (!(await isCodeDue(desk, 'answer', String(answer.id)))) return;
    const code = await makeCode(desk, 'answer', String(answer.id));
    await it.write('answer-code', { code }, { by: 'mail' });
    it.tell('answer-code-ordered', { answer: answer.id });
  });
}

/** Checks the digits: the code sent for this answer, valid once; an expired one; or none. */
export const useAnswerCode = (desk: Desk, { answer }: Package, digits: string): Promise<CodeUse> =>
  useCode(desk, 'answer', String(answer.id), digits);

/** Opens the answer and logs that it was opened. */
export async function openAnswer(desk: Desk, by: By, found: Package): Promise<Opened> {
  const { answer, request } = found;
  const key = keyOf(desk, request);
  const { attachments: _, systems, removed: ___, contents, ...said } = contentOf(desk, found);
  const files = (await filesOf(desk, found)).flatMap((row) => {
    const named = nameOfFile(key, row);
    return named ? [{ id: row.id, size: row.size, system: systems?.[row.id], ...named }] : [];
  });
  await witness(desk, by, { reference: request.reference }, 'open-answer', async (it) =>
    it.tell('answer-opened', { answer: answer.id }),
  );
  const told = contents?.told ?? [];
  const fetched = await fetchedOf(desk, found);
  const transmissions = request.right === 'portability' ? await transmissionsOf(desk, request) : undefined;
  return { ...said, told, files, transmissions, fetched, client: detailsOf(desk, request).behalf?.name };
}

/** How often this answer was fetched, by whichever of its links; what it completes, or what completes it, counts for itself. */
async function fetchedOf(desk: Desk, { answer, request }: Package): Promise<Opened['fetched']> {
  const own = contentOf(desk, { answer, request });
  const packages = await AnswerPackage.findAll({ where: { requestId: request.id } });
  const ids = packages
    .filter((each) => isSameAnswer(contentOf(desk, { answer: each, request }), own))
    .map(({ id }) => id);
  const where = { requestId: request.id, kind: 'answer-package-fetched' };
  const events = await Event.findAll({ where, order: ['sequence'], attributes: ['at', 'data'] });
  const found = events.filter(({ data }) => ids.includes(JSON.parse(data).answer));
  const last = found.at(-1);
  return last && { count: found.length, lastAt: new Date(last.at) };
}

/** One file of the answer with its bytes; logs that it was fetched. Undefined if the answer has no such file. */
export async function fetchAnswerFile(desk: Desk, by: By, found: Package, id: number) {
  const { answer, request } = found;
  const row = (await filesOf(desk, found)).find((file) => file.id === id);
  const file = row && openAttachment(desk.database, keyOf(desk, request), row);
  if (!file) return undefined;
  await witness(desk, by, { reference: request.reference }, 'open-answer', async (it) =>
    it.tell('answer-file-fetched', { answer: answer.id, attachment: id }),
  );
  return file;
}

/** The words of an answer and the numbers of its files. */
export const contentOf = (desk: Desk, { answer, request }: Package): AnswerContent =>
  unsealJson<AnswerContent>(keyOf(desk, request), answer.data);

/** The files of an answer, in order. */
export async function filesOf(desk: Desk, found: Package): Promise<Attachment[]> {
  const { attachments } = contentOf(desk, found);
  const where = { id: attachments, requestId: found.request.id, purpose: 'answer' as const };
  return Attachment.findAll({ where, order: ['id'] });
}
