/** Waits for an answer, so many milliseconds at most, then throws. What comes later is ignored. */
export async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  const { promise: silence, reject } = Promise.withResolvers<never>();
  const fault = new Error(`no answer within ${milliseconds / 1000} s`);
  const timer = setTimeout(reject, milliseconds, fault);
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
