import type { Language } from '../../domain/lifecycle/vocabulary.ts';
import type { Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { inTransaction } from '../transaction.ts';
import { languageOf } from './recipients.ts';
import type { RunningClock } from './runningClocks.ts';

/** A letter to staff that should exist. `ledgerKey` makes it one: (deadline, its due moment, step, recipient), or (recipient, day). */
export type Plan = {
  kind: 'reminder' | 'escalation' | 'overdue-digest';
  organisationId: number;
  requestId: number | null;
  reference: string | null;
  deadlineId: number | null;
  clock: string | null;
  dueMoment: Date | null;
  step: string;
  recipient: string;
  ledgerKey: string;
};

/** The plan of one step of one clock for one recipient. A clock that moves gets new steps: its due moment is in the key. */
export function planned(
  kind: 'reminder' | 'escalation',
  clock: RunningClock,
  step: string,
  recipient: string,
): Plan {
  const { organisationId, requestId, reference, lateAt } = clock;
  return {
    kind,
    organisationId,
    requestId,
    reference,
    deadlineId: clock.id,
    clock: clock.clock,
    dueMoment: lateAt,
    step,
    recipient,
    ledgerKey: `${kind}:${clock.id}:${lateAt.toISOString()}:${step}:${recipient}`,
  };
}

/** The plan of one recipient's digest of one local day. */
export function plannedDigest(organisationId: number, recipient: string, today: string): Plan {
  return {
    kind: 'overdue-digest',
    organisationId,
    requestId: null,
    reference: null,
    deadlineId: null,
    clock: null,
    dueMoment: null,
    step: today,
    recipient,
    ledgerKey: digestKey(organisationId, recipient, today),
  };
}

export const digestKey = (organisationId: number, recipient: string, today: string): string =>
  `digest:${organisationId}:${recipient}:${today}`;

/** Plans whose row is not there yet: what a run would newly send. */
export async function newPlans(plans: Plan[]): Promise<Plan[]> {
  const taken = new Set<string>();
  for (const part of inParts(plans)) {
    const where = { ledgerKey: part.map(({ ledgerKey }) => ledgerKey) };
    const known = await Letter.findAll({ where, attributes: ['ledgerKey'], raw: true });
    for (const { ledgerKey } of known) taken.add(ledgerKey);
  }
  return plans.filter(({ ledgerKey }) => !taken.has(ledgerKey));
}

/** Writes the ledger rows, each once: inserting the row is the permission to send. Gives how many were new. */
export async function writePlans(desk: Desk, plans: Plan[], now: Date): Promise<number> {
  let written = 0;
  for (const part of inParts(await newPlans(plans))) {
    const languages = await languagesOf(part);
    const rows = part.map(({ reference, clock, ...plan }) => ({
      ...plan,
      language: languages.get(readerOf(plan)) ?? 'en',
      state: 'queued' as const,
      channel: 'mail' as const,
      messageId: crypto.randomUUID(),
      nextAttemptAt: now,
      createdAt: now,
    }));
    written += await inTransaction(desk.database, async () => {
      await Letter.bulkCreate(rows, { ignoreDuplicates: true, validate: true });
      return ours(rows);
    });
  }
  return written;
}

/** Of two processes that insert the same row, the one whose Message-ID stands there has written it. */
async function ours(rows: { ledgerKey: string; messageId: string }[]): Promise<number> {
  const mine = new Set(rows.map(({ messageId }) => messageId));
  const where = { ledgerKey: rows.map(({ ledgerKey }) => ledgerKey) };
  const there = await Letter.findAll({ where, attributes: ['messageId'], raw: true });
  return there.filter(({ messageId }) => mine.has(messageId)).length;
}

type Reader = Pick<Plan, 'recipient' | 'organisationId'>;

const readerOf = ({ recipient, organisationId }: Reader) => `${recipient} ${organisationId}`;

async function languagesOf(plans: Reader[]): Promise<Map<string, Language>> {
  const languages = new Map<string, Language>();
  for (const plan of plans) {
    const reader = readerOf(plan);
    if (!languages.has(reader)) {
      languages.set(reader, await languageOf(plan.recipient, plan.organisationId));
    }
  }
  return languages;
}

function* inParts<T>(all: T[], size = 300): Generator<T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size);
}
