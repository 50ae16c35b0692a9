import { System } from '../system.ts';
import type { SystemTask } from '../task.ts';

/** Of each task, those whose systems come directly after its own, with the names of these; and the tasks so that those come first. */
export type TaskOrder = {
  lastFirst: SystemTask[];
  after(task: SystemTask): { task: SystemTask; system: string }[];
};

/** The order of tasks of one request by that of their systems: CRM first, then the archive that comes after it. */
export async function orderOf(tasks: readonly SystemTask[]): Promise<TaskOrder> {
  const ids = [...new Set(tasks.map(({ systemId }) => systemId))];
  const rows = await System.findAll({ where: { id: ids }, attributes: ['id', 'name', 'after'], raw: true });
  const systems = new Map(
    rows.map(({ id, name, after }) => [id, { name, after: JSON.parse(after) as number[] }]),
  );
  const after = (task: SystemTask) =>
    tasks.flatMap((other) => {
      const system = systems.get(other.systemId);
      return system?.after.includes(task.systemId) ? [{ task: other, system: system.name }] : [];
    });
  const lastFirst = new Set<SystemTask>();
  const visited = new Set<SystemTask>();
  const visit = (task: SystemTask) => {
    if (visited.has(task)) return;
    visited.add(task);
    for (const next of after(task)) visit(next.task);
    lastFirst.add(task);
  };
  for (const task of tasks) visit(task);
  return { lastFirst: [...lastFirst], after };
}
