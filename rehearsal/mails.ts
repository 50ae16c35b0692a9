import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Mailer } from '../mail/delivery.ts';
import type { Desk } from '../models/desk.ts';
import type { KeptMail } from '../routes/appDesk.ts';

/**
 * The mailer of a rehearsal: it has no server. Each mail is kept in `file`, its secrets too, so that whoever rehearses can open the links;
 * `kept` is then called with it.
 */
export function keepingMailer(desk: Desk, file: string, kept: (mail: KeptMail) => void): Mailer {
  return {
    sender: { mailFrom: 'Rightsdesk <rehearsal@example.org>', baseUrl: desk.baseUrl },
    transport: {
      send: async ({ to, subject = '', text }) => {
        const { name = '', address = '' } = (to ?? {}) as { name?: string; address?: string };
        const mail: KeptMail = {
          at: desk.clock().toISOString(),
          to: name ? `${name} <${address}>` : address,
          subject,
          text: String(text),
        };
        appendFileSync(file, `${JSON.stringify(mail)}\n`, { mode: 0o600 });
        kept(mail);
        return '250 2.0.0 Kept in the rehearsal';
      },
      greet: async () => undefined,
    },
  };
}

/** The mails kept in `file`, the latest first. A line that a killed process left half-written is passed over. */
export function mailsIn(file: string): KeptMail[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.flatMap(readMail).reverse();
}

function readMail(line: string): KeptMail[] {
  try {
    return [JSON.parse(line) as KeptMail];
  } catch {
    return [];
  }
}
