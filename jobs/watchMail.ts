import { type MailStep, pathFaultOf } from '../domain/mailSteps.ts';
import type { Mailer } from '../mail/delivery.ts';
import { NotAccepted } from '../mail/failure.ts';
import type { Desk } from '../models/desk.ts';
import { Letter } from '../models/letter.ts';
import { forgetMailPath, MailPath, noteMailPath, type PathNews } from '../models/mailPath.ts';

/** Where letters do not leave the server is asked each minute, else where nothing was heard of it for so long. */
const ASK_AGAIN = { down: 50_000, up: 15 * 60_000 };

/** Mailers whose server has been asked: the first time is when a process starts, since its settings may be new. */
const asked = new WeakSet<Mailer>();

/**
 * Greets the mail server, logs in and sends nothing, where no letter has shown lately whether letters leave: so a wrong
 * password is known before the first letter needs it, and a banner goes by itself.
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

/** A greeting shows that what failed up to the log-in is mended; of what comes after, only a letter does. */
async function provesMuch(step: MailStep | null): Promise<boolean> {
  if (step && GREETED.includes(step)) return true;
  return (await Letter.count({ where: { state: 'queued', channel: 'mail' } })) === 0;
}

const GREETED: MailStep[] = ['lookup', 'connection', 'greeting', 'hello', 'encryption', 'log-in'];
