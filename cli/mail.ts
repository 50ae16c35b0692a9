import { parseArgs } from 'node:util';
import { ConfigurationFault, readSettings, type Settings } from '../config.ts';
import { isEmail } from '../domain/email.ts';
import type { MailStep } from '../domain/mailSteps.ts';
import { mailerOf } from '../mail/delivery.ts';
import { NotAccepted } from '../mail/failure.ts';
import { trialMessage } from '../mail/letters.ts';
import { type CommandResult, EXIT, WrongUsage } from './result.ts';
import { usageOf } from './usage.ts';

const USAGE = usageOf('mail');

/** One line of the conversation: what the desk did, or what the server said. */
type ConversationLine = { step: MailStep; words: string; by: 'desk' | 'server' };

type MailTestAnswer = {
  accepted: boolean;
  perhaps?: boolean;
  step?: MailStep;
  fault?: string;
  lines: ConversationLine[];
};

/** `mail test ADDRESS`: sends a short letter to the mail server and shows the conversation. Needs no desk and writes nothing. */
export async function mailCommand([verb, ...args]: string[]): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  const [address = ''] = positionals;
  if (verb !== 'test' || positionals.length !== 1) throw new WrongUsage(USAGE);
  if (!isEmail(address)) throw new WrongUsage(`"${address.slice(0, 60)}" is not an email address. ${USAGE}`);
  return tryServer(readSettings(), address, values.json);
}

async function tryServer(settings: Settings, address: string, json?: boolean): Promise<CommandResult> {
  const mailer = mailerOf(settings);
  if (!mailer)
    throw new ConfigurationFault(
      'SMTP_URL',
      'it is not set, so no letter can be sent',
      'Give smtp://host:port or smtps://user:password@host',
    );
  const lines: ConversationLine[] = [];
  const hearing = {
    did: (step: MailStep, words: string) => void lines.push({ step, words, by: 'desk' }),
    heard: (step: MailStep, words: string) => void lines.push({ step, words, by: 'server' }),
  };
  try {
    const said = await mailer.transport.send(trialMessage(mailer.sender, address, new Date()), hearing);
    const end = `Accepted: the mail server has accepted the letter to ${address} (${said}).`;
    return shown(EXIT.done, { accepted: true, lines }, end, json);
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error;
    const { kind, step = 'lookup', error: fault } = error.failure;
    const end = `Not accepted, at the ${step}: ${FAULTS[fault] ?? fault}. ${REMEDIES[step]}`;
    return shown(EXIT.no, { accepted: false, perhaps: kind === 'perhaps', step, fault, lines }, end, json);
  }
}

function shown(exitCode: number, value: MailTestAnswer, end: string, json?: boolean): CommandResult {
  if (json) return { exitCode, stdout: `${JSON.stringify(value)}\n` };
  const talk = value.lines.flatMap(({ step, words, by }) =>
    words.split('\n').map((line) => `${step.padEnd(11)} ${by === 'desk' ? '>' : '<'} ${line.trim()}`),
  );
  return {
    exitCode,
    stdout: [...talk, ...(exitCode === EXIT.done ? [end] : []), ''].join('\n'),
    ...(exitCode !== EXIT.done && { stderr: `${end}\n` }),
  };
}

const FAULTS: Record<string, string> = {
  'took-too-long': 'it did not answer in time',
  'connection-lost': 'it closed the connection',
};

/** What to do, by the step that failed. */
const REMEDIES: Record<MailStep, string> = {
  lookup: 'Check the host in SMTP_URL.',
  connection: 'Check host and port in SMTP_URL, and that the server accepts this machine.',
  greeting: 'Ask the operator of the server why it rejects this machine.',
  hello: 'Ask the operator of the server why it rejects this machine.',
  encryption:
    'The server must offer TLS with a valid certificate for its name. SMTP_INSECURE=on waives that: letters are then sent unencrypted.',
  'log-in': 'Check user and password in SMTP_URL, percent-encoded.',
  sender: 'Check MAIL_FROM: the server must accept that address as the sender.',
  recipient: 'Check the address; if it is right, the server accepts no letter to it from this desk.',
  data: 'Check the log of the mail server.',
  letter: 'Check the log of the mail server.',
  acceptance:
    'Check the log of the mail server; if it said neither yes nor no, it may have accepted the letter.',
};
