/** Where the files of an answer stand, or what is done with one of them. */
export const answerFilesPath = (reference: string, ...below: (string | number | undefined)[]): string =>
  [`/requests/${reference}/answer/files`, ...below.filter((part) => part !== undefined)].join('/');
