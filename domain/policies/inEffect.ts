import type { CalendarDate } from '../calendar/calendarDate.ts';
import { RIGHTS } from '../rights.ts';
import { RuleViolation } from '../ruleViolation.ts';
import type { From, Policy, PolicyPack } from './policy.ts';

/**
 * The version of a pack in effect on a day: from its `effective` day until the next version's, half-open.
 * Nothing before the first version.
 */
export function packInEffect(
  packs: readonly PolicyPack[],
  id: string,
  on: CalendarDate,
): PolicyPack | undefined {
  return packs
    .filter((pack) => pack.id === id && pack.effective <= on)
    .reduce<PolicyPack | undefined>((a, b) => (a && a.effective >= b.effective ? a : b), undefined);
}

/**
 * What applies to a request received on a day under `id` or `id@version`. A version that is named holds whatever the day;
 * what it builds on is looked up on the day of receipt, and comes first.
 */
export function policyFor(packs: readonly PolicyPack[], ref: string, on: CalendarDate): Policy {
  const [id = '', version] = ref.split('@');
  const own = packs.filter((pack) => pack.id === id);
  if (!own.length) throw new RuleViolation('policy-unknown', { policy: ref });
  const pack =
    version === undefined ? packInEffect(own, id, on) : own.find((each) => each.version === version);
  if (pack) return fold(lineOf(packs, pack, on));
  if (version === undefined) throw new RuleViolation('policy-not-in-effect', { policy: ref, on });
  throw new RuleViolation('policy-unknown', { policy: ref });
}

/** A pack and what it builds on, the foundation first. A law that was not in effect yet contributes nothing. */
function lineOf(
  packs: readonly PolicyPack[],
  pack: PolicyPack,
  on: CalendarDate,
): [PolicyPack, ...PolicyPack[]] {
  const line: [PolicyPack, ...PolicyPack[]] = [pack];
  for (let parent = pack.extends; parent; ) {
    if (!packs.some((each) => each.id === parent))
      throw new RuleViolation('policy-unknown', { policy: parent });
    if (line.some((each) => each.id === parent))
      throw new RuleViolation('policy-circle', { policy: pack.id });
    const found = packInEffect(packs, parent, on);
    if (!found) break;
    line.unshift(found);
    parent = found.extends;
  }
  return line;
}

/** What a line of packs amounts to is worked out once: it is asked for with every request. */
const FOLDED = new WeakMap<PolicyPack, { line: PolicyPack[]; policy: Policy }>();

function fold(line: [PolicyPack, ...PolicyPack[]]): Policy {
  const top = line.at(-1) as PolicyPack;
  const last = FOLDED.get(top);
  if (last?.line.length === line.length && line.every((pack, nth) => pack === last.line[nth]))
    return last.policy;
  const policy = folded(line, top);
  FOLDED.set(top, { line, policy });
  return policy;
}

function folded(line: PolicyPack[], top: PolicyPack): Policy {
  return {
    ...top,
    rights: RIGHTS.filter((right) => line.some((pack) => pack.rights.includes(right))),
    channels: [...new Set(line.flatMap((pack) => pack.channels))],
    rightStatements: gather(line, (pack) => pack.rightStatements),
    categories: gather(
      line,
      (pack) => pack.categories,
      (item) => item.id,
    ),
    clocks: gather(
      line,
      (pack) => pack.clocks,
      (item) => item.id,
    ),
    pauses: gather(
      line,
      (pack) => pack.pauses,
      (item) => item.reason,
    ),
    retentions: gather(
      line,
      (pack) => pack.retentions,
      (item) => item.id,
    ),
    exemptions: gather(
      line,
      (pack) => pack.exemptions,
      (item) => item.id,
    ),
    recipients: gather(line, (pack) => pack.recipients),
    duties: gather(
      line,
      (pack) => pack.duties,
      (item) => item.id,
    ),
  };
}

/** The items of every pack in order; one with the same key as a former replaces it in its place. */
function gather<T>(
  line: readonly PolicyPack[],
  of: (pack: PolicyPack) => readonly T[],
  keyOf?: (item: T) => string,
): From<T>[] {
  const gathered: From<T>[] = [];
  for (const pack of line) {
    for (const item of of(pack)) {
      const stamped = { ...item, pack: `${pack.id}@${pack.version}` };
      const same = keyOf ? gathered.findIndex((each) => keyOf(each) === keyOf(item)) : -1;
      if (same >= 0) gathered[same] = stamped;
      else gathered.push(stamped);
    }
  }
  return gathered;
}
