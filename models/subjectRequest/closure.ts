import { RuleViolation } from '../../domain/ruleViolation.ts';
import { DeadlineRow } from '../deadline.ts';
import type { By, Desk } from '../desk.ts';
import { type Change, change, type Sending, type Target } from './change.ts';

/** Statuses in which closing means to give up on a person who does not answer: only with a letter, never by silence. */
const SILENT = ['unverified', 'waiting'];

/** Closes an answered request; refused while a deletion or purge is neither met nor cancelled. */
export function close(desk: Desk, by: By, target: Target, input: { reason: string; sending?: Sending }) {
  return change(desk, by, target, undefined, async (it) => {
    if (it.request.status === 'purge-pending') await refuseWhilePromised(it);
    if (SILENT.includes(it.request.status)) return giveUp(it, input);
    if (it.request.status !== 'answered')
      throw new RuleViolation('not-allowed', { action: 'close', status: it.request.status });
    await end(it, it.request.outcome ?? 'answered');
  });
}

async function giveUp(it: Change, input: { reason: string; sending?: Sending }): Promise<void> {
  if (!input.reason.trim()) throw new RuleViolation('reason-missing', {}, 'reason');
  await it.write('giving-up', { reason: input.reason }, input.sending ?? { by: 'mail' });
  await end(it, 'given-up');
}

async function end(
  it: Change,
  outcome: 'answered' | 'refused' | 'given-up' | 'withdrawn' | 'identity-not-confirmed',
) {
  await it.record('closed', it.now);
  it.request.outcome = outcome;
  it.request.closedAt = it.now;
  it.tell('closed', { outcome });
}

async function refuseWhilePromised(it: Change): Promise<never> {
  const rows = await DeadlineRow.findAll({ where: { requestId: it.request.id, advisory: false }, raw: true });
  const clocks = rows
    .filter(({ state }) => state !== 'met' && state !== 'cancelled')
    .map(({ clock }) => clock);
  throw new RuleViolation('promise-open', { clocks: clocks.join(', ') });
}
