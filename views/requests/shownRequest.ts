import type { Role } from '../../domain/permissions.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';

/** A request as somebody of that role sees it now. */
export type ShownRequest = { page: RequestPage; role: Role; now: Date; tasks?: RequestTask[] };

/** The same, and whether they may open its files. */
export type ShownRequestWithFiles = ShownRequest & { mayReadFiles: boolean };
