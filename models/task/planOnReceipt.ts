import { isPlannedOnReceipt, type PlanMoment } from '../../domain/tasks/plan.ts';
import { bySystem, type Desk } from '../desk.ts';
import { change } from '../subjectRequest/change.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { systemsOf } from '../system/register.ts';
import { planTasks } from './planTasks.ts';

/** Plans the tasks of requests that have just been received, where they wait for no identity. In the transaction of the receipt. */
export async function planOnReceipt(
  desk: Desk,
  requests: readonly SubjectRequest[],
  moment: PlanMoment,
): Promise<void> {
  for (const { organisationId, reference, right } of requests) {
    if (!isPlannedOnReceipt(right, moment)) continue;
    if ((await systemsOf(desk, { organisationId })).length === 0) continue;
    await change(desk, bySystem(organisationId), { reference }, 'chase-task', planTasks);
  }
}
