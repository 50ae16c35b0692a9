/**
 * The steps of handing a letter to a mail server (RFC 5321, 3 and 4), in order. At `acceptance` the server has the whole letter,
 * including the final dot, and has not answered yet: it may have taken the letter.
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

/** Why a letter did not go, where the mail server gave no reason. Pages have words for each. */
export const DELIVERY_FAULTS = [
  'took-too-long',
  'connection-lost',
  'desk-stopped',
  'not-recorded',
  'cannot-be-written',
] as const;
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

/** What is wrong with the connection to the mail server: the step it reached, and the server's words or a code of ours. */
export type PathFault = { step: MailStep; says: string };

/**
 * What a failure says about the connection to the mail server; undefined where the server answered about one letter alone, or
 * the desk was stopped. Email addresses are masked, since logs and staff without access to requests show this.
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
