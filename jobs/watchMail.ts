import { type MailStep, pathFaultOf } from '../domain/mailSteps.ts';
import type { Mailer } from '../mail/delivery.ts';
import { NotAccepted } from '../mail/failure.ts';
import type { Desk } from '../models/desk.ts';
import { Letter } from '../models/letter.ts';
import { forgetMailPath, MailPath, noteMailPath, type PathNews } from '../models/mailPath.ts';

/**
 * Milliseconds before the server is asked again: each minute while letters do not leave, otherwise after a quarter of
 * an hour without news of it.
 */
const ASK_AGAIN = { down: 50_000, up: 15 * 60_000 };

/** Mailers whose server has been asked. A new process asks at once, since its settings may be new. */
const asked = new WeakSet<Mailer>();

/**
 * Connects to the mail server and logs in, sending nothing, unless a recent letter has shown whether letters leave. A
 * wrong password is then known before the first letter needs it, and the banner disappears by itself.
 */
export async function watchMail(
  desk: Desk,
  mailer: Mailer | undefined,
  onPath?: (news: PathNews) => void,
): Promise<Record<string, number>> {
  if (!mailer) {
    await forgetMailPath(desk);
    return {};
  }
  const path = await MailPath.findByPk(1);
  if (asked.has(mailer) && !isTimeToAsk(path, desk.clock())) return {};
  asked.add(mailer);
  const fault = await faultOf(mailer);
  if (!fault && path?.downSince && !(await provesMuch(path.step))) return {};
  const news = await noteMailPath(desk, desk.clock(), fault);
  if (news) onPath?.(news);
  return {};
}

function isTimeToAsk(path: MailPath | null, now: Date): boolean {
  if (!path) return true;
  return now.getTime() - path.askedAt.getTime() >= ASK_AGAIN[path.downSince ? 'down' : 'up'];
}

async function faultOf({ transport }: Mailer) {
  try {
    await transport.greet();
    return undefined;
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error;
    return pathFaultOf(error.failure);
  }
}

/** Logging in proves that a fault up to that step is repaired; a fault after it is disproved only by a letter. */
async function provesMuch(step: MailStep | null): Promise<boolean> {
  if (step && GREETED.includes(step)) return true;
  return (await Letter.count({ where: { state: 'queued', channel: 'mail' } })) === 0;
}

const GREETED: MailStep[] = ['lookup', 'connection', 'greeting', 'hello', 'encryption', 'log-in'];
