/** The error that an act ends with; undefined where it succeeds. */
export const faultOf = (doing: Promise<unknown>): Promise<{ code?: string } | undefined> =>
  doing.then(
    () => undefined,
    (error) => error,
  );
