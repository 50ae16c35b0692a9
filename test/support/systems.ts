import { emptySystem, type SystemForm } from '../../domain/systems/systemForm.ts';

/** The form of a system, with what matters to a test. */
export const systemForm = (given: Partial<SystemForm> & { name: string }): SystemForm => ({
  ...emptySystem('en'),
  ...given,
});
