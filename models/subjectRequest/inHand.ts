import { CAN_WORK } from '../membership.ts';

/** SQL: whether a request `r` is assigned to a person who works on requests here. A former colleague's requests count as unassigned. */
export const IS_IN_HAND = `EXISTS (SELECT 1 FROM memberships m JOIN users w ON w.id = m.user_id
  WHERE m.organisation_id = r.organisation_id AND m.user_id = r.assignee_id AND ${CAN_WORK('w')})`;
