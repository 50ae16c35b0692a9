import type { FactName } from '../../domain/lifecycle/vocabulary.ts';
import { assertMay } from '../../domain/permissions.ts';
import { type Key, unsealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import type { Filter } from './filter.ts';
import { everyPage, type Listed } from './listing.ts';
import { type Details, keyOf } from './sealed.ts';

/** What was done about a request: a fact that holds, with what it is about. */
export type RegisterDeed = { name: FactName; about: string | null };

/** A request as a register holds it: its row in the list, and what is stored under its key. All empty once the key was destroyed. */
export type RegisterRow = Listed & {
  postalAddress: string;
  /** What was asked, in the person's words. */
  asked: string;
  /** Why the answer was put off: the ground of the law, and the reason given. */
  extensionGround: string;
  extensionReason: string;
  deeds: RegisterDeed[];
  /** The import that it came by, and what its register said of a charge and of what was done. */
  importId: number | null;
  charge: string;
  action: string;
};

const DEEDS: readonly FactName[] = ['answered', 'refused', 'refused-in-part', 'fulfilled', 'withdrawn'];
const READ: FactName[] = [...DEEDS, 'extension-decided', 'paused'];

/** Every request of a filter as a register holds it, in the list's order; read five hundred at a time. */
export async function* everyRegisterRow(desk: Desk, by: By, filter: Filter): AsyncGenerator<RegisterRow> {
  assertMay(by, 'export-requests');
  for await (const rows of everyPage(desk, by, filter)) {
    const ids = rows.map(({ id }) => id);
    const requests = await SubjectRequest.findAll({
      where: { id: ids },
      attributes: ['id', 'reference', 'details', 'wrappedKey', 'importId'],
      raw: true,
    });
    const facts = await Fact.findAll({
      where: { requestId: ids, name: READ, undoneAt: null },
      attributes: ['requestId', 'name', 'about', 'detail'],
      order: ['at', 'id'],
      raw: true,
    });
    const sealed = new Map(requests.map((request) => [request.id, request]));
    const known = Map.groupBy(facts, ({ requestId }) => requestId);
    for (const row of rows) yield { ...row, ...unsealed(desk, sealed.get(row.id), known.get(row.id) ?? []) };
  }
}

function unsealed(
  desk: Desk,
  request: SubjectRequest | undefined,
  facts: Pick<Fact, 'name' | 'about' | 'detail'>[],
): Omit<RegisterRow, keyof Listed> {
  const key = request?.wrappedKey ? keyOf(desk, request) : undefined;
  const {
    postalAddress = '',
    about = '',
    charge = '',
    action = '',
  } = key && request ? unsealJson<Partial<Details>>(key, request.details) : {};
  const extension = facts.findLast(({ name }) => name === 'extension-decided');
  const { ground = '', reason = '' } = key && extension?.detail ? wordsOf(key, extension.detail) : {};
  return {
    postalAddress,
    asked: about,
    charge,
    action,
    importId: request?.importId ?? null,
    extensionGround: ground,
    extensionReason: reason,
    deeds: facts
      .filter(({ name, about }) => DEEDS.includes(name) || (name === 'paused' && about === 'fee'))
      .map(({ name, about }) => ({ name, about })),
  };
}

const wordsOf = (key: Key, detail: Buffer) => unsealJson<{ ground?: string; reason?: string }>(key, detail);
