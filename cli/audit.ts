import { parseArgs } from 'node:util';
import { verifyChains } from '../models/event/verify.ts';
import { chainFault } from './chainFault.ts';
import { type CommandResult, done, EXIT, failed, WrongUsage } from './result.ts';
import { usageOf } from './usage.ts';
import { isDeskThere, withDesk } from './withDesk.ts';

/** `audit verify`: checks every hash chain of the event log. Exit code 1 when a link is broken or cannot be checked, or there is no log. */
export async function auditCommand([verb, ...args]: string[]): Promise<CommandResult> {
  const { json } = parseArgs({ args, options: { json: { type: 'boolean' } } }).values;
  if (verb !== 'verify') throw new WrongUsage(usageOf('audit'));
  if (!(await isDeskThere())) return failed(EXIT.no, 'There is no desk here yet: no log to verify.');
  return withDesk(async (desk) => {
    const found = await verifyChains(desk);
    const { requests, events } = found;
    const fault = chainFault(found);
    const says = fault ?? `Every chain holds: ${requests} requests, ${events} events.`;
    return { ...done(json, found, [says]), exitCode: fault ? EXIT.no : EXIT.done };
  });
}
