import { assertMay } from '../../domain/permissions.ts';
import type { RegisterMapping } from '../../domain/register/mapping.ts';
import { unsealJson } from '../crypto/keyring.ts';
import { select } from '../database/select.ts';
import type { By, Desk } from '../desk.ts';
import { RegisterImport } from '../registerImport.ts';
import { User } from '../user.ts';
import { findImport, isAtWork } from './find.ts';
import { type KeptFindings, keyOfOrganisation } from './keep.ts';

/** An import in a list. */
export type ListedImport = Pick<RegisterImport, 'id' | 'fileName' | 'state' | 'read' | 'made' | 'begunAt'> & {
  actor: string;
};

/** The last imports of the organisation, the latest first. */
export async function importsOf(by: By): Promise<ListedImport[]> {
  assertMay(by, 'import-requests');
  const where = { organisationId: by.organisationId };
  const rows = await RegisterImport.findAll({ where, order: [['id', 'DESC']], limit: 50 });
  const names = await namesOf(rows.map(({ actor }) => actor));
  return rows.map(({ id, fileName, state, read, made, begunAt, actor }) => ({
    ...{ id, fileName, state, read, made, begunAt },
    actor: names.get(actor) ?? '',
  }));
}

/** Everything that the page of an import shows. */
export type ImportDetails = {
  run: RegisterImport;
  mapping: RegisterMapping;
  findings?: KeptFindings;
  isAtWork: boolean;
  /** Of what was made: how many are requests now, and the first of them. */
  standing: number;
  requests: { reference: string; line: number; person: string }[];
  actor: string;
  withdrawn?: { by: string; reason: string };
};

const FIRST = 50;

/** An import of this organisation; throws `not-found`. */
export async function importDetails(desk: Desk, by: By, id: number): Promise<ImportDetails> {
  assertMay(by, 'import-requests');
  const run = await findImport(by, id);
  const key = await keyOfOrganisation(desk, by);
  const names = await namesOf([run.actor, run.withdrawnBy ?? '']);
  const requests = await select<ImportDetails['requests'][number]>(
    desk.database,
    `SELECT reference, import_line AS line, COALESCE(NULLIF(client_name, ''), person_name) AS person FROM subject_requests
     WHERE import_id = :id AND kind = 'request' ORDER BY id LIMIT ${FIRST}`,
    { id },
  );
  const [count] = await select<{ n: number | string }>(
    desk.database,
    `SELECT COUNT(*) AS n FROM subject_requests WHERE import_id = :id AND kind = 'request'`,
    { id },
  );
  return {
    run,
    mapping: JSON.parse(run.mapping),
    findings: run.found ? unsealJson<KeptFindings>(key, run.found) : undefined,
    isAtWork: isAtWork(run, desk.clock()),
    standing: Number(count?.n ?? 0),
    requests,
    actor: names.get(run.actor) ?? '',
    withdrawn:
      run.withdrawnFor && run.withdrawnBy
        ? {
            by: names.get(run.withdrawnBy) ?? '',
            ...unsealJson<{ reason: string }>(key, run.withdrawnFor),
          }
        : undefined,
  };
}

async function namesOf(actors: readonly string[]): Promise<Map<string, string>> {
  const ids = actors.filter((actor) => actor.startsWith('user:')).map((actor) => Number(actor.slice(5)));
  const users = await User.findAll({ where: { id: ids }, attributes: ['id', 'name', 'email'] });
  return new Map(users.map(({ id, name, email }) => [`user:${id}`, name || email]));
}
