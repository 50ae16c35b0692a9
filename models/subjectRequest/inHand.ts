import { CAN_WORK } from '../membership.ts';

/** Whether a request `r` is in the hands of somebody who works on requests here; what was in those of a former colleague is in nobody's. */
export const IS_IN_HAND = `EXISTS (SELECT 1 FROM memberships m JOIN users w ON w.id = m.user_id
  WHERE m.organisation_id = r.organisation_id AND m.user_id = r.assignee_id AND ${CAN_WORK('w')})`;
