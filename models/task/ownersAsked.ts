import type { LetterState } from '../../domain/lifecycle/vocabulary.ts';
import { momentFromColumn, select } from '../database/select.ts';
import type { Desk } from '../desk.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { NEEDED } from './needed.ts';

/** Whoever was asked for a request: how their link stands, and what became of the last letter to them. */
export type AskedOwner = {
  link: number;
  email: string;
  /** How many tasks of the desk wait for them; the link opens nothing without one. */
  waits: number;
  expiresAt: Date;
  revokedAt: Date | null;
  views: number;
  seenAt: Date | null;
  letter: number | null;
  letterState: LetterState | null;
  letterError: string | null;
  letterAt: Date | null;
};

const MOMENTS = ['expiresAt', 'revokedAt', 'seenAt', 'letterAt'] as const;
type StoredOwner = Omit<AskedOwner, (typeof MOMENTS)[number] | 'waits'> & { waits: number | string } & Record<
    (typeof MOMENTS)[number],
    Date | string | null
  >;

/** The owners of the tasks of a request that were handed out, by their address. */
export async function ownersAsked(
  { database }: Desk,
  { id }: Pick<SubjectRequest, 'id'>,
): Promise<AskedOwner[]> {
  const rows = await select<StoredOwner>(
    database,
    `SELECT l.id AS link, l.email, l.expires_at AS "expiresAt", l.revoked_at AS "revokedAt", l.views, l.seen_at AS "seenAt",
       (SELECT COUNT(*) FROM tasks t JOIN subject_requests r ON r.id = t.request_id
         WHERE t.link_id = l.id AND t.state = 'open' AND ${NEEDED}) AS waits,
       m.id AS letter, m.state AS "letterState", m.last_error AS "letterError", COALESCE(m.sent_at, m.created_at) AS "letterAt"
     FROM owner_links l LEFT JOIN letters m ON m.id = (SELECT MAX(x.id) FROM letters x
       WHERE x.recipient = 'owner:' || l.id AND x.kind IN ('task-notice', 'task-reminder'))
     WHERE l.id IN (SELECT link_id FROM tasks WHERE request_id = :id) ORDER BY l.email`,
    { id },
  );
  return rows.map(({ waits, ...row }) => ({
    ...row,
    ...(Object.fromEntries(MOMENTS.map((name) => [name, momentFromColumn(row[name])])) as Pick<
      AskedOwner,
      (typeof MOMENTS)[number]
    >),
    waits: Number(waits),
  }));
}
