import { RuleViolation } from './ruleViolation.ts';

/** What can be wrong with an address. Each fault has its own sentence. */
type EmailFault = 'email-invalid' | 'email-dots' | 'email-too-long' | 'email-host' | 'email-ending';

/** RFC 5321, 4.5.3.1: the part before the @, and the whole address, in bytes. */
const LONGEST = { local: 64, whole: 254 };
/** RFC 1035, 2.3.4: a label of the host, in the form used on the network. */
const LONGEST_LABEL = 63;

/**
 * Why no email can be sent to an address: its form; a dot at an end, or two together; a length that RFC 5321 does not allow; a
 * host label of more than 63 characters or with a hyphen at its end (RFC 1035, 2.3.1); a last label of digits (RFC 3696, 2) or of
 * one letter. Undefined where it can: `anna@example.org` and `élodie@exämple.example` can, `anna@10.0.0.1` and
 * `anna.@example.org` cannot.
 */
export function emailFault(text: string): EmailFault | undefined {
  const [, local, host] = /^([^\s\p{C}@<>,;:"()[\]\\]+)@([^\s\p{C}@<>,;:"()[\]\\]+)$/u.exec(text) ?? [];
  if (local === undefined || host === undefined) return 'email-invalid';
  if (/^\.|\.$|\.\./.test(local) || /^\.|\.$|\.\./.test(host)) return 'email-dots';
  if (bytes(local) > LONGEST.local || bytes(text) > LONGEST.whole) return 'email-too-long';
  if (!host.includes('.')) return 'email-invalid';
  return hostFault(host);
}

/** Whether a text has the form of an email address. */
export const isEmail = (text: string): boolean => emailFault(text) === undefined;

/** The first address in a text, in its stored form: `nadia@example.org` of `With Nadia (Nadia@example.org).` */
export const addressIn = (text = ''): string | undefined =>
  text
    .split(/[\s<>,;()]+/)
    .map((word) => normalisedEmail(word.replace(/\.$/, '')))
    .find(isEmail);

/** Top-level domains to which no email leads from elsewhere (RFC 6761, 6.2 to 6.5; RFC 6762, 3). */
const NOT_ON_THE_NET = /\.(test|localhost|invalid|example|local)$/i;

/** Whether an address may receive email, as far as its text shows. `rightsdesk@localhost` does not. */
export const mayReceive = (address: string): boolean => isEmail(address) && !NOT_ON_THE_NET.test(address);

/** The address of a sender: `privacy@example.org` of `"Data protection" <privacy@example.org>`. */
export const addressOfSender = (sender: string): string => /<([^<>]*)>$/.exec(sender)?.[1] ?? sender.trim();

/** `emailFault` as faults of a form field. An empty field has none: it means that there is no address. */
export function addressFaults(email: string, field: string): RuleViolation[] {
  const code = email === '' ? undefined : emailFault(email);
  return code ? [new RuleViolation(code, {}, field)] : [];
}

/** The form in which an address is stored and compared: ` Anna@Example.org ` is `anna@example.org`. */
export const normalisedEmail = (text: string): string => text.trim().toLowerCase();

function hostFault(host: string): EmailFault | undefined {
  const labels = host.split('.').map(asAsked);
  if (!labels.every(isLabel)) return 'email-host';
  return /^([0-9]+|.)$/.test(labels.at(-1) ?? '') ? 'email-ending' : undefined;
}

const isLabel = (label: string): boolean =>
  label.length <= LONGEST_LABEL && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(label);

/** A label as DNS has it: `bücher` is `xn--bcher-kva`. Empty where it has no such form. */
function asAsked(label: string): string {
  if (/^[\x21-\x7e]+$/.test(label)) return label;
  const url = `http://${label}.example`;
  return URL.canParse(url) ? new URL(url).hostname.slice(0, -'.example'.length) : '';
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;
