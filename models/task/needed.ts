/** The rule `areTasksNeeded` of domain/tasks/task.ts as SQL, for a request `r`. */
export const NEEDED = "r.status <> 'closed' AND (r.outcome IS NULL OR r.outcome = 'answered')";

/** The tasks `t` that wait for their owners, each with its request `r`. */
export const OPEN_TASKS = `tasks t JOIN subject_requests r ON r.id = t.request_id AND ${NEEDED}`;
