import { selectSlowly } from '../database/slowSelect.ts';
import type { Desk } from '../desk.ts';
import { beginningOf, hashOfEvent } from './append.ts';

/** What `audit verify` found. `firstBroken` names the first link that does not hold. `seals` come later. */
export type Verification = {
  requests: number;
  events: number;
  seals: number;
  firstBroken: { reference: string; sequence: number; why: 'altered' | 'missing' | 'unlinked' } | null;
  /** The first link of a way that this release does not know: it is not said to be broken, nor that it holds. Absent where there is none. */
  notCheckable?: { reference: string; sequence: number; chainVersion: number };
};

type ChainedEventRow = {
  reference: string;
  of: string;
  sequence: number | null;
  kind: string;
  at: string;
  actor: string;
  data: string;
  chain_version: number;
  previous_hash: string;
  hash: string;
};
type Link = ChainedEventRow & { sequence: number };

/** The hash of a link in each way that there has been. A desk that was restored under a former release may hold later ones. */
const HASHES: Record<number, (link: Link) => string> = {
  1: (link) => hashOfEvent(link.reference, { ...link, previousHash: link.previous_hash }),
};

const PAGE = 500;

/** Walks every chain of the desk from its first row, reading a bounded page at a time. */
export async function verifyChains(desk: Pick<Desk, 'database'>): Promise<Verification> {
  const found: Verification = { requests: 0, events: 0, seals: 0, firstBroken: null };
  for (let after = 0; ; ) {
    const page = await selectSlowly<{ id: number }>(
      desk.database,
      'SELECT id FROM subject_requests WHERE id > :after ORDER BY id LIMIT :limit',
      { after, limit: PAGE },
    );
    const last = page.at(-1);
    if (!last) return found;
    verifyRows(await chainsBetween(desk, after, last.id), found);
    after = last.id;
  }
}

const chainsBetween = (desk: Pick<Desk, 'database'>, after: number, upTo: number) =>
  selectSlowly<ChainedEventRow>(
    desk.database,
    `SELECT r.reference, r.kind AS "of", e.sequence, e.kind, e.at, e.actor, e.data, e.chain_version, e.previous_hash, e.hash
     FROM subject_requests r LEFT JOIN events e ON e.request_id = r.id
     WHERE r.id > :after AND r.id <= :upTo ORDER BY r.id, e.sequence`,
    { after, upTo },
  );

function verifyRows(rows: ChainedEventRow[], found: Verification): void {
  let reference = '';
  let sequence = 0;
  let previous = '';
  for (const row of rows) {
    if (row.reference !== reference) {
      if (row.of === 'request') found.requests += 1;
      reference = row.reference;
      sequence = 0;
      previous = beginningOf(reference);
    }
    sequence += 1;
    if (row.sequence !== null) found.events += 1;
    noteFault(row, sequence, previous, found);
    previous = row.hash;
  }
}

function noteFault(row: ChainedEventRow, sequence: number, previous: string, found: Verification): void {
  const { reference, chain_version: chainVersion } = row;
  if (row.sequence !== null && row.sequence === sequence && !HASHES[chainVersion]) {
    found.notCheckable ??= { reference, sequence, chainVersion };
    return;
  }
  const why = faultOf(row, sequence, previous);
  if (why) found.firstBroken ??= { reference, sequence, why };
}

function faultOf(
  row: ChainedEventRow,
  sequence: number,
  previous: string,
): 'altered' | 'missing' | 'unlinked' | undefined {
  if (row.sequence === null || row.sequence !== sequence) return 'missing';
  if (row.previous_hash !== previous) return 'unlinked';
  const hash = HASHES[row.chain_version]?.({ ...row, sequence });
  return hash === row.hash ? undefined : 'altered';
}
