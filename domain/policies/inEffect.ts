import type { CalendarDate } from '../calendar/calendarDate.ts';
import { type Edition, PRESENT_EDITION } from '../edition.ts';
import { RIGHTS, type Right } from '../rights.ts';
import { RuleViolation } from '../ruleViolation.ts';
import type { CountingRules } from './counting.ts';
import type { Law } from './law.ts';
import type { From, Policy, PolicyPack } from './policy.ts';
import { UNNAMED_LAW } from './unnamedLaw.ts';

/**
 * The version of a pack in effect on a day: from its `effective` day to the eve of the next version's. Undefined before the first
 * version. docs/law.md#policy-in-effect
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

/** The pack that `id` or `id@version` names on a day: a named version whatever the day. Undefined where there is none. */
export function packNamed(
  packs: readonly PolicyPack[],
  ref: string,
  on: CalendarDate,
): PolicyPack | undefined {
  const [id = '', version] = ref.split('@', 2);
  return version
    ? packs.find((one) => one.id === id && one.version === version)
    : packInEffect(packs, id, on);
}

/**
 * What applies to a request received on a day under `id` or `id@version`. A named version holds whatever the day; what it builds on
 * is looked up on the day of receipt, and comes first. All of it reads as in `edition`.
 */
export function policyFor(
  packs: readonly PolicyPack[],
  ref: string,
  on: CalendarDate,
  edition: Edition = PRESENT_EDITION,
): Policy {
  const [id = '', version] = ref.split('@');
  const own = inEdition(packs, id, edition);
  if (!own.length) throw new RuleViolation('policy-unknown', { policy: ref });
  const pack =
    version === undefined ? packInEffect(own, id, on) : own.find((each) => each.version === version);
  if (pack) return fold(lineOf(packs, pack, on, edition), edition, packs);
  if (version === undefined) throw new RuleViolation('policy-not-in-effect', { policy: ref, on });
  throw new RuleViolation('policy-unknown', { policy: ref });
}

/** Whether a request can be received under `ref` on a day. A named version holds whatever the day. */
export const isInEffect = (packs: readonly PolicyPack[], ref: string, on: CalendarDate): boolean =>
  ref.includes('@') || packInEffect(packs, ref, on) !== undefined;

/** The first day on which a request can be received under `id` or `id@version`, if that day is still to come. */
export function beginsOn(
  packs: readonly PolicyPack[],
  ref: string,
  today: CalendarDate,
): CalendarDate | undefined {
  const [id, version] = ref.split('@', 2);
  const [first] = packs
    .filter((pack) => pack.id === id && (version === undefined || pack.version === version))
    .map(({ effective }) => effective as CalendarDate)
    .sort();
  return first && first > today ? first : undefined;
}

/** The rights that any of these policies gives to requests received on a day, each once, in the order of `RIGHTS`. */
export const rightsUnder = (
  packs: readonly PolicyPack[],
  refs: readonly string[],
  on: CalendarDate,
): Right[] => {
  const given = new Set([...new Set(refs)].flatMap((ref) => policyFor(packs, ref, on).rights));
  return RIGHTS.filter((right) => given.has(right));
};

/** The versions of a pack as they read in an edition, without those that came with a later one. */
function inEdition(packs: readonly PolicyPack[], id: string, edition: Edition): PolicyPack[] {
  return packs
    .filter((pack) => pack.id === id)
    .flatMap(
      (pack) => [...(pack.formerEditions ?? []), pack].findLast((each) => each.edition <= edition) ?? [],
    );
}

/** A pack and what it builds on, the foundation first. A law that was not in effect yet is left out. */
function lineOf(
  packs: readonly PolicyPack[],
  pack: PolicyPack,
  on: CalendarDate,
  edition: Edition,
): [PolicyPack, ...PolicyPack[]] {
  const line: [PolicyPack, ...PolicyPack[]] = [pack];
  for (let parent = pack.extends; parent; ) {
    if (!packs.some((each) => each.id === parent))
      throw new RuleViolation('policy-unknown', { policy: parent });
    if (line.some((each) => each.id === parent))
      throw new RuleViolation('policy-circle', { policy: pack.id });
    const found = packInEffect(inEdition(packs, parent, edition), parent, on);
    if (!found) break;
    line.unshift(found);
    parent = found.extends;
  }
  return line;
}

/** Folded policies, cached for each edition: every request asks for one. */
const FOLDED: Record<Edition, WeakMap<PolicyPack, { line: PolicyPack[]; policy: Policy }>> = {
  1: new WeakMap(),
  2: new WeakMap(),
  3: new WeakMap(),
};

function fold(line: [PolicyPack, ...PolicyPack[]], edition: Edition, packs: readonly PolicyPack[]): Policy {
  const top = line.at(-1) as PolicyPack;
  const last = FOLDED[edition].get(top);
  if (last?.line.length === line.length && line.every((pack, nth) => pack === last.line[nth]))
    return last.policy;
  const policy = { ...folded(line, top, edition), law: lawOf(line, packs) };
  FOLDED[edition].set(top, { line, policy });
  return policy;
}

function folded(
  line: PolicyPack[],
  { formerEditions, counting, ...top }: PolicyPack,
  edition: Edition,
): Omit<Policy, 'law'> {
  return {
    ...top,
    edition,
    countings: countingsOf(line),
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

/** The law of a line of packs: of the last that names one, as that version reads today. */
function lawOf(line: readonly PolicyPack[], packs: readonly PolicyPack[]): Law {
  const present = line.map(
    (pack) => packs.find(({ id, version }) => id === pack.id && version === pack.version) ?? pack,
  );
  const last = present.findLast((pack) => pack.law || pack.lawOf);
  const named = packs.findLast(({ id }) => id === last?.lawOf);
  return last?.law ?? named?.law ?? UNNAMED_LAW;
}

/** The counting rules of each pack in a line, where they are not Reg. 1182/71: its own, or else those of what it builds on. */
function countingsOf(line: readonly PolicyPack[]): Policy['countings'] {
  const countings: Policy['countings'] = {};
  let last: CountingRules | undefined;
  for (const { id, version, counting } of line) {
    last = counting ?? last;
    if (last) countings[`${id}@${version}`] = last;
  }
  return countings;
}

/** The items of every pack in order. An item replaces an earlier one with the same key, in its place. */
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
