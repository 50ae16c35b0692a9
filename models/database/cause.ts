/** The first line of the driver's or the system's message. */
export function causeOf(error: unknown): string {
  const { code, message } = error as { code?: string; message: string };
  const inner = (error as { parent?: { code?: string; message?: string } }).parent;
  return (inner?.message || inner?.code || message || code || 'unknown cause').split('\n')[0] as string;
}
