import { isGivenUpByClosing } from '../../domain/lifecycle/status.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { line } from '../../domain/writing.ts';
import type { By, Desk } from '../desk.ts';
import { undecidedProvider } from '../transmission/wish.ts';
import { change, type Target } from './change.ts';
import type { Change, Sending } from './changeTools.ts';
import { decide } from './decide.ts';

/**
 * Closes an answered request; refused while a deletion or purge is neither met nor cancelled, and while nobody has decided about the wish that
 * the data go to another provider (Art. 20(2) GDPR).
 */
export function close(desk: Desk, by: By, target: Target, input: { reason: string; sending?: Sending }) {
  return change(desk, by, target, 'close', async (it) => {
    if (isGivenUpByClosing(it.request.status)) return giveUp(it, input);
    const provider = it.request.outcome === 'answered' ? await undecidedProvider(it) : undefined;
    if (provider) throw new RuleViolation('wish-undecided', { provider: line(provider) });
    await it.record('closed', it.now);
    it.tell('closed', { outcome: it.sheet.outcome });
  });
}

async function giveUp(it: Change, input: { reason: string; sending?: Sending }): Promise<void> {
  if (!input.reason.trim()) throw new RuleViolation('reason-missing', {}, 'reason');
  const { reason, sending = { by: 'mail' } } = input;
  await it.recall('giving-up'); // one that a reply had forestalled
  await decide(it, 'giving-up-decided', { letter: { reason }, sending, detail: { reason } });
}
