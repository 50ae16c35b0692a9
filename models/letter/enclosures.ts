import { namedWithSystem } from '../../domain/answers/namedWithSystem.ts';
import { assertMay, may } from '../../domain/permissions.ts';
import { printableKind } from '../../domain/readable/printable.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { type FilePage, readPage } from '../answerPackage/reading.ts';
import { openAttachment } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import { unsealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { Letter } from '../letter.ts';
import type { AnswerContent } from '../subjectRequest/answerContent.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { SubjectRequest } from '../subjectRequest.ts';

/** A file that goes with an answer on paper: its pages to print, or none where it goes on a data carrier. */
export type Enclosure = { id: number; name: string; pages: FilePage[] };
export type Enclosures = { request: SubjectRequest; files: Enclosure[] };

/**
 * What goes with the letter of an answer on paper, for a person who may print it. Throws `letter-gone` for a letter that has
 * nothing to print. */
export async function enclosuresOf(desk: Desk, by: By, letterId: number): Promise<Enclosures> {
  assertMay(by, 'print-letter');
  const letter = await Letter.findOne({ where: { id: letterId, organisationId: by.organisationId } });
  if (!letter) throw new RuleViolation('not-found');
  const request = letter.requestId ? await SubjectRequest.findByPk(letter.requestId) : null;
  const decided = { requestId: request?.id ?? 0, letterId, name: 'answer-decided' as const };
  const fact = await Fact.findOne({ where: decided, order: [['id', 'DESC']] });
  if (!request?.wrappedKey || !fact?.detail || letter.channel !== 'post')
    throw new RuleViolation('letter-gone');
  const key = keyOf(desk, request);
  const { attachments, systems } = unsealJson<AnswerContent>(key, fact.detail);
  const rows = await Attachment.findAll({ where: { id: attachments, requestId: request.id }, order: ['id'] });
  const files: Enclosure[] = [];
  for (const row of rows) {
    const file = openAttachment(desk.database, key, row);
    if (!file) throw new RuleViolation('answer-gone');
    const name = namedWithSystem({ name: file.name, system: systems?.[row.id] });
    const from = (offset: number) => openAttachment(desk.database, key, row, offset)?.parts ?? file.parts;
    const kind = printableKind(file);
    files.push({
      id: row.id,
      name,
      pages: kind ? await pagesOf({ ...file, digest: row.digest, from }, kind) : [],
    });
  }
  return { request, files };
}

/**
 * The same for the page of a letter that waits to be printed; undefined for one that has no enclosures, or none that can still be
 * read, and for somebody who may not print it.
 */
export async function envelopeOf(desk: Desk, by: By, letterId: number): Promise<Enclosure[] | undefined> {
  if (!may(by.role, 'print-letter')) return undefined;
  try {
    return (await enclosuresOf(desk, by, letterId)).files;
  } catch (error) {
    if (error instanceof RuleViolation) return undefined;
    throw error;
  }
}

/** All pages of a file; none where it is no text after all. */
async function pagesOf(...[file, kind]: [Parameters<typeof readPage>[0], Parameters<typeof readPage>[1]]) {
  const pages: FilePage[] = [];
  for (let nth = 1; ; nth += 1) {
    const page = await readPage(file, kind, nth);
    if (!page || page.isShortened || page.isBroken) return [];
    pages.push(page);
    if (page.isLast) return pages;
  }
}
