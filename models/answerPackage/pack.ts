import type { KeptBack, Removed } from '../../domain/answers/answerFile.ts';
import type { ToldSection } from '../../domain/answers/content.ts';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { type OpenedFile, openAttachment } from '../attachment/store.ts';
import type { Attachment } from '../attachment.ts';
import { select } from '../database/select.ts';
import type { By, Desk } from '../desk.ts';
import { type AnswerContent, isSameAnswer } from '../subjectRequest/answerContent.ts';
import { witness } from '../subjectRequest/change.ts';
import { detailsOf, keyOf } from '../subjectRequest/sealed.ts';
import { sentAnswers } from '../subjectRequest/sentAnswers.ts';
import type { FileOrigin } from '../task/handedOver.ts';
import type { Package } from './find.ts';
import { contentOf, filesOf } from './open.ts';

/** A file of an answer, to be read in parts. */
export type FileToPack = {
  /** The system that it comes from, if an owner handed it over. */
  system?: string;
  /** What the register said of that system. */
  origin?: FileOrigin;
  /** What the DPO wrote that it is. */
  meaning?: string;
  name: string;
  mediaType: string;
  size: number;
  /** Its bytes; each time from the beginning. */
  open(): AsyncIterable<Buffer>;
  /** What was removed from it. */
  removed: Removed[];
};

/** What a person takes away of an answer as one package. */
export type Packing = {
  text: string;
  nothingHeld: string;
  /** What it says in words, as it left; none in answers of earlier releases. */
  told: ToldSection[];
  /** Where something is missing: why, and by which day it follows. */
  rest?: { why: string; followsOn: CalendarDate };
  /** On which day the answer left that it completes. */
  completes?: CalendarDate;
  /** When it went out. */
  answeredAt?: Date;
  client?: string;
  /** What the person is told was left out. */
  keptBack?: KeptBack;
  files: FileToPack[];
};

/**
 * All of an answer, for one package. Throws `answer-file-gone` before the first byte if a file was destroyed meanwhile: a package with
 * a hole would look like a whole answer.
 */
export async function packAnswer(desk: Desk, found: Package): Promise<Packing> {
  const { request } = found;
  const content = contentOf(desk, found);
  const { text, nothingHeld, attachments, systems, origins, meanings, contents, removed, keptBack } = content;
  const rows = await filesOf(desk, found);
  const key = keyOf(desk, request);
  const files = rows.flatMap((row) => {
    const file = openAttachment(desk.database, key, row);
    if (!file) return [];
    const { name, mediaType, size } = file;
    const open = () => (openAttachment(desk.database, key, row) as OpenedFile).parts;
    const said = { system: systems?.[row.id], origin: origins?.[row.id], meaning: meanings?.[row.id] };
    return [{ name, mediaType, size, open, ...said, removed: removed?.[row.id] ?? [] }];
  });
  if (files.length < attachments.length || !(await areWhole(desk, rows)))
    throw new RuleViolation('answer-file-gone');
  const told = contents?.told ?? [];
  const rest = restOf(content);
  const client = detailsOf(desk, request).behalf?.name;
  const answers = await sentAnswers(request.id, key);
  const answeredAt = answers.find((each) => isSameAnswer(each.content, content))?.at;
  const { completes } = content;
  return { text, nothingHeld, told, rest, completes, answeredAt, client, keptBack, files };
}

const restOf = ({ incomplete = '', followsOn }: AnswerContent): Packing['rest'] =>
  followsOn && { why: incomplete, followsOn };

/** Logs that the person fetched the package. */
export const noteFetched =
  (desk: Desk, by: By, { answer, request }: Package) =>
  (files: number): Promise<void> =>
    witness(desk, by, { reference: request.reference }, 'open-answer', async (it) =>
      it.tell('answer-package-fetched', { answer: answer.id, files }),
    );

/** Whether the bytes of each file are still stored. */
async function areWhole({ database }: Desk, rows: readonly Attachment[]): Promise<boolean> {
  const lost = await select<{ id: number }>(
    database,
    `SELECT a.id FROM attachments a WHERE a.request_id = :request AND a.content_id IS NOT NULL AND a.size > 0
       AND NOT EXISTS (SELECT 1 FROM file_parts p WHERE p.content_id = a.content_id)`,
    { request: rows[0]?.requestId ?? 0 },
  );
  return !lost.some(({ id }) => rows.some((row) => row.id === id));
}
