/** The rule `isTaskNeeded` of domain/tasks/task.ts as SQL, for a task of a request `r`. */
export const neededOf = (task: string): string =>
  `(${task}.kind = 'backups' OR (r.status <> 'closed' AND (r.outcome IS NULL OR r.outcome = 'answered')))`;

/** The same for a task `t`. */
export const NEEDED = neededOf('t');

/** The tasks `t` that wait for their owners, each with its request `r`. From the few requests that have any: one look at each. */
export const OPEN_TASKS = `(SELECT DISTINCT request_id FROM tasks WHERE state = 'open') waiting
  JOIN subject_requests r ON r.id = waiting.request_id JOIN tasks t ON t.request_id = r.id AND t.state = 'open' AND ${NEEDED}`;
