/**
 * The steps of handing a letter to a mail server (RFC 5321, 3 and 4), in order. At `acceptance` the server has the whole
 * letter, its final dot too, and has not answered yet: from there on it may have taken it.
 */
export const MAIL_STEPS = [
  'lookup',
  'connection',
  'greeting',
  'hello',
  'encryption',
  'log-in',
  'sender',
  'recipient',
  'data',
  'letter',
  'acceptance',
] as const;
export type MailStep = (typeof MAIL_STEPS)[number];

/** Why a letter did not go where the mail server said nothing of it; pages have words for each. */
export const DELIVERY_FAULTS = [
  'took-too-long',
  'connection-lost',
  'desk-stopped',
  'not-recorded',
  'cannot-be-written',
] as const;
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

/** What is wrong with the way to the mail server: how far it goes, and what the server says, or a word of ours. */
export type PathFault = { step: MailStep; says: string };

/**
 * What a failure tells of the way to the mail server: nothing where the server answered about one letter, or where the
 * desk was stopped. Addresses in its words are left out: this stands in logs and on pages of those who see no request.
 */
export function pathFaultOf(failure: {
  kind: string;
  error: string;
  step?: MailStep;
}): PathFault | undefined {
  const { kind, error, step } = failure;
  if (!step || error === ('desk-stopped' satisfies DeliveryFault)) return undefined;
  const saidNothing = SILENT.includes(error);
  const isOfAll = kind === 'unreachable' || kind === 'perhaps' || step === 'sender' || saidNothing;
  return isOfAll ? { step, says: error.replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, '…') } : undefined;
}

const SILENT: string[] = ['took-too-long', 'connection-lost'] satisfies DeliveryFault[];
