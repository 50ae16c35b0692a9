import { parseArgs } from 'node:util';
import { localDate } from '../domain/calendar/zone.ts';
import type { Deadline } from '../domain/deadlines/deadline.ts';
import { deadlinesOf } from '../domain/deadlines/deadlinesOf.ts';
import { otherDeadlinesOf, storageEndsOf } from '../domain/deadlines/otherDeadlines.ts';
import { isLate } from '../domain/deadlines/urgency.ts';
import { policyFor } from '../domain/policies/inEffect.ts';
import { RIGHTS } from '../domain/rights.ts';
import { readPacks } from '../models/policy.ts';
import { calendarIn, factsFrom, readFactsFile } from './factsFile.ts';
import { reasonsOf } from './periodAnswer.ts';
import { policyFolders } from './policyFolders.ts';
import { type CommandResult, done, WrongUsage } from './result.ts';

const USAGE =
  'usage: deadlines --policy ID[@VERSION] --right RIGHT --facts FACTS.json [--at INSTANT] [--json]';

/**
 * Every clock of a policy for one request, then its other matters and its storage periods, computed without a desk.
 * `--at` says as of when a clock is late; now, if it is left out.
 */
export function deadlinesCommand(args: string[]): CommandResult {
  const { values } = parseArgs({
    args,
    options: {
      policy: { type: 'string' },
      right: { type: 'string' },
      facts: { type: 'string' },
      at: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  if (!values.policy || !values.right || !values.facts) throw new WrongUsage(USAGE);
  const right = RIGHTS.find((one) => one === values.right);
  if (!right) throw new WrongUsage(`there is no right ${values.right}; give one of ${RIGHTS.join(', ')}`);
  const now = values.at === undefined ? new Date() : new Date(values.at);
  if (Number.isNaN(now.getTime())) throw new WrongUsage(`--at takes an instant; ${USAGE}`);

  const ref = values.policy;
  const packs = readPacks(policyFolders());
  const file = readFactsFile(values.facts);
  const zone = file.zone ?? packs.findLast(({ id }) => id === ref.split('@')[0])?.zone ?? 'UTC';
  const facts = factsFrom(file, zone);
  const policy = policyFor(packs, ref, localDate(facts.receivedAt, zone));
  const calendar = calendarIn(file, policy.calendar);
  const rows = [
    ...deadlinesOf(policy, facts, right, calendar),
    ...otherDeadlinesOf(policy, facts, calendar),
    ...storageEndsOf(policy, facts, calendar),
  ].map((deadline) => shownOf(deadline, now));
  return done(values.json, rows, rows.map(lineOf));
}

/** The shape of INTERFACES: `late` is said here, since it depends on when one asks. */
function shownOf(deadline: Deadline, now: Date) {
  const { clock, pack, title, advisory, source, chosen, confirmed, because, ...dates } = deadline;
  const { startsAt, nominalOn, dueOn, safeOn, dueAt, targetAt, outerAt, endedAt, state } = dates;
  return {
    clock,
    title: title.en,
    pack,
    ...{ startsAt, nominalOn, dueOn, safeOn, dueAt, targetAt, outerAt, endedAt },
    state: isLate(deadline, now) ? 'late' : state,
    advisory,
    source,
    ...(chosen && { chosen: chosen.en }),
    confirmed,
    because: reasonsOf(because),
  };
}

function lineOf({ clock, state, dueOn, targetAt, source, because }: ReturnType<typeof shownOf>): string {
  const end = dueOn ?? targetAt?.toISOString() ?? because[0]?.text ?? '';
  return `${clock.padEnd(24)} ${state.padEnd(11)} ${end}  [${source}]`;
}
