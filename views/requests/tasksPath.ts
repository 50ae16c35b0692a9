/** The address of the tasks of a request, or of something below it. */
export const tasksPath = (reference: string, ...below: (string | number)[]): string =>
  ['/requests', reference, 'tasks', ...below].join('/');
