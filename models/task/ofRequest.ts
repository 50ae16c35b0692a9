import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Step } from '../../domain/calendar/step.ts';
import type { Language } from '../../domain/languages.ts';
import type { SystemKind } from '../../domain/systems/system.ts';
import { answerLostFrom } from '../../domain/tasks/lost.ts';
import { isOutdated, isTaskNeeded, type TaskKind, type TaskState } from '../../domain/tasks/task.ts';
import { unseal, unsealJson } from '../crypto/keyring.ts';
import { momentFromColumn, select } from '../database/select.ts';
import type { Desk } from '../desk.ts';
import { lastRestore } from '../lastRestore.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import type { TaskResult } from './answerTask.ts';

/** A task as the request page shows it. */
export type RequestTask = {
  id: number;
  systemId: number;
  system: string;
  /** It was handed out for a right that the request is not about any more. */
  isOutdated: boolean;
  /** The categories of data that the system holds now. */
  categories: string[];
  kind: TaskKind;
  state: TaskState;
  /** Its request was not withdrawn, refused or closed. */
  isNeeded: boolean;
  dueOn: CalendarDate | null;
  because: Step[];
  /** The DPO's own words; undefined where the system's instruction or the desk's sentence stands. */
  words?: string;
  /** Whoever was asked; before that, who would be. */
  email: string;
  /** Their language, in which the task is worded. */
  language: Language;
  /** Empty where somebody else is asked: the deputy. */
  ownerName: string;
  linkId: number | null;
  askedAt: Date | null;
  answeredAt: Date | null;
  /** The task that asks the same again. */
  askedAgainAs: number | null;
  result?: TaskResult;
  /** It is asked again after a restore: what was answered from this moment on is lost. */
  lostFrom?: Date;
};

type StoredTask = Omit<
  RequestTask,
  | 'categories'
  | 'isOutdated'
  | 'isNeeded'
  | 'because'
  | 'words'
  | 'result'
  | 'askedAt'
  | 'answeredAt'
  | 'lostFrom'
> & {
  categories: string;
  systemKind: SystemKind;
  because: string;
  words: Buffer | null;
  result: Buffer | null;
  askedAt: string | Date | null;
  answeredAt: Date | string | null;
};

/** The tasks of a request in the order of their systems. What is sealed is left out once the request's key is destroyed. */
export async function tasksOfRequest(
  desk: Desk,
  request: Pick<SubjectRequest, 'id' | 'wrappedKey' | 'reference' | 'status' | 'outcome' | 'right'>,
): Promise<RequestTask[]> {
  const rows = await select<StoredTask>(
    desk.database,
    `SELECT t.id, t.system_id AS "systemId", s.name AS system, s.kind AS "systemKind", s.categories, t.kind, t.state, t.due_on AS "dueOn", t.because, t.words,
       COALESCE(l.email, s.owner_email) AS email, COALESCE(l.language, s.owner_language) AS language, t.link_id AS "linkId",
       CASE WHEN COALESCE(l.email, s.owner_email) = s.owner_email THEN s.owner_name ELSE '' END AS "ownerName", t.asked_at AS "askedAt",
       t.answered_at AS "answeredAt", t.asked_again_as AS "askedAgainAs", t.result
     FROM tasks t JOIN systems s ON s.id = t.system_id LEFT JOIN owner_links l ON l.id = t.link_id
     WHERE t.request_id = :id ORDER BY s.name_key, t.id`,
    { id: request.id },
  );
  const key = request.wrappedKey ? keyOf(desk, request) : undefined;
  const restore = rows.some(({ state }) => state === 'open') ? await lastRestore() : null;
  return rows.map(({ words, result, systemKind, ...row }) => {
    const askedAt = row.askedAt === null ? null : momentFromColumn(row.askedAt);
    return {
      ...row,
      categories: JSON.parse(row.categories) as string[],
      isNeeded: isTaskNeeded(row.kind, request),
      isOutdated: isOutdated(row, request.right, systemKind),
      because: JSON.parse(row.because) as Step[],
      askedAt,
      lostFrom: answerLostFrom({ state: row.state, askedAt }, restore),
      answeredAt: row.answeredAt === null ? null : momentFromColumn(row.answeredAt),
      ...(key && words && { words: unseal(key, words).toString() }),
      ...(key && result && { result: unsealJson<TaskResult>(key, result) }),
    };
  });
}
