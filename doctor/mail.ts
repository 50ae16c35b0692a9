import { type DoctorRemark, fail, ok, warn } from '../domain/doctor.ts';
import { pathFaultOf } from '../domain/mailSteps.ts';
import { mailerOf } from '../mail/delivery.ts';
import { NotAccepted } from '../mail/failure.ts';
import { unsentLetters } from '../models/letter/unsent.ts';
import { hasDesk } from './database.ts';
import type { Subject } from './subject.ts';

/** Connects to the mail server, encrypts and logs in; sends nothing. */
export async function mail({ settings }: Subject): Promise<DoctorRemark[]> {
  const mailer = mailerOf(settings);
  if (!mailer || !settings.smtpUrl) return [warn('noMail')];
  const { host, username } = new URL(settings.smtpUrl);
  try {
    await mailer.transport.greet();
    return [ok(username ? 'mailGreets' : 'mailAnswers', { host, from: settings.mailFrom })];
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error;
    const { step, says } = pathFaultOf(error.failure) ?? { step: 'greeting', says: error.failure.error };
    return [fail('mailFails', { host, step, says })];
  }
}

const HOUR = 3_600_000;

/** Reports letters that have waited too long or failed: on a page, those of its own organisation. */
export async function letters({ database: given, now, organisationId }: Subject): Promise<DoctorRemark[]> {
  const database = await hasDesk(given);
  if (!database) return [];
  const { failed, oldest = now } = await unsentLetters(database, organisationId);
  const hours = Math.floor((now.getTime() - oldest.getTime()) / HOUR);
  return [
    ok('lettersGo'),
    ...(hours > 0 ? [warn('lettersWait', { count: hours })] : []),
    ...(failed > 0 ? [warn('lettersFailed', { count: failed })] : []),
  ];
}
