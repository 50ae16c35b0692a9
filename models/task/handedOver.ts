import type { SystemEntry } from '../../domain/systems/system.ts';
import type { Desk } from '../desk.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { systemsOf } from '../system/register.ts';
import { tasksOfRequest } from './ofRequest.ts';

/** What the register says of the system that a file comes from: what its data are for, which they are, and where they come from. */
export type FileOrigin = Pick<SystemEntry, 'purpose' | 'categories' | 'source'>;

/** Where a file comes from that the owner of a system handed over by a task: the system's name, and what the register says of it now. */
export type HandedOver = { system: string; origin?: FileOrigin };

type AskedRequest = Parameters<typeof tasksOfRequest>[1] & Pick<SubjectRequest, 'organisationId'>;

/** Where each file of a request comes from that owners handed over, by its number. */
export async function handedOver(desk: Desk, request: AskedRequest): Promise<Map<number, HandedOver>> {
  const [tasks, systems] = await Promise.all([tasksOfRequest(desk, request), systemsOf(desk, request)]);
  const handed = tasks.flatMap(({ system, systemId, result }) => {
    const registered = systems.find(({ id }) => id === systemId);
    const origin = registered && originOf(registered);
    return (result?.files ?? []).map((file) => [file, { system, origin }] as const);
  });
  return new Map(handed);
}

/** What the register says of a system, as far as it says what a file from it is. */
export const originOf = ({ purpose, categories, source }: SystemEntry): FileOrigin => ({
  purpose,
  categories,
  source,
});
