import { PRESENT_EDITION } from '../../domain/edition.ts';
import { folded } from '../../domain/folding.ts';
import { readFacts } from '../../domain/lifecycle/factSheet.ts';
import { choosePolicy } from '../../domain/policies/choice.ts';
import { extensionFor } from '../../domain/policies/extensions.ts';
import { groundOf } from '../../domain/policies/grounds.ts';
import { packInEffect } from '../../domain/policies/inEffect.ts';
import { stopsAClock } from '../../domain/policies/pauseRules.ts';
import { PAUSE_REASONS } from '../../domain/policies/policy.ts';
import type { RegisterLine } from '../../domain/register/line.ts';
import { type PastFact, pastFacts, promisesUntold } from '../../domain/register/past.ts';
import { beside, RuleViolation } from '../../domain/ruleViolation.ts';
import type { Desk } from '../desk.ts';
import { overridesFor } from '../organisation/overrides.ts';
import { chosenFor, knownFrom } from '../subjectRequest/policyChoice.ts';
import { type Computable, calendarOf, derive, policyOf } from '../subjectRequest/recompute.ts';
import type { ImportPlace } from './place.ts';

/** A line with all that its request will have: what its dates depend on, its facts, and what follows from them. */
export type PlannedLine = ReturnType<typeof planLine>;

/** Computes what a line would make. Throws what keeps it from being imported, each fault with its column. */
export function planLine(desk: Desk, place: ImportPlace, line: RegisterLine) {
  const { now, today, organisation } = place;
  const { receivedAt, receivedOn, receivedByDay, right, course } = line;
  const { zone } = organisation;
  const known = beside(line.policy ? 'policy' : 'receivedOn', () => situationIn(desk, place, line));
  const basis = {
    receivedAt,
    receivedOn,
    receivedByDay,
    zone,
    right,
    mailboxNeeded: course.status === 'unverified' && line.channel === 'form' && Boolean(line.personEmail),
    ...known,
    clockOverrides: overridesFor(organisation, receivedOn),
    edition: PRESENT_EDITION,
    keptPromises: '[]',
  };
  const policy = policyOf(desk, basis);
  const calendar = calendarOf(basis);
  for (const ground of course.grounds)
    if (!groundOf(policy, desk.packs, ground))
      throw new RuleViolation(
        'line-ground-unknown',
        { text: ground, known: groundsOf(policy) },
        'refusalGrounds',
      );
  const clocks = policy.clocks.map(({ id }) => id);
  for (const { clock } of course.kept)
    if (!clocks.includes(clock))
      throw new RuleViolation('line-word-unknown', { text: clock, known: clocks.join(', ') }, 'promisesKept');
  const facts = pastFacts({
    line,
    zone,
    now,
    today,
    pauses: PAUSE_REASONS.filter((reason) => stopsAClock(policy, calendar, reason, right)),
    extendsToADay: extensionFor(policy, right) === 'to-a-day',
  });
  const asTold = derived(desk, basis, facts);
  const untold = promisesUntold(line, asTold.deadlines);
  return { line, basis, ...(untold.length > 0 ? derived(desk, basis, [...facts, ...untold]) : asTold) };
}

function derived(desk: Desk, basis: Computable, facts: PastFact[]) {
  const sheet = readFacts(basis, facts.map(asRecorded));
  return { facts, sheet, ...derive(desk, basis, sheet) };
}

const asRecorded = ({ name, about, at, pack }: PastFact) => ({ name, about, at, pack });

const groundsOf = ({ law }: { law: { refusals: readonly { id: string }[] } }): string =>
  law.refusals.map(({ id }) => id).join(', ');

/** The policy of a line: as the organisation's list decides, unless the line names another. */
function situationIn(desk: Desk, { organisation, policies }: ImportPlace, line: RegisterLine) {
  const known = knownFrom({ residence: line.residence ?? '' });
  const choose = (chosenPolicy: string | null) => {
    const named = { ...known, chosenPolicy };
    return { ...named, ...chosenFor(desk, organisation, policies, named, line.receivedOn) };
  };
  if (!line.policy) return choose(null);
  const [given = '', version] = line.policy.split('@', 2);
  const pack = desk.packs.find(({ id }) => folded(id) === folded(given));
  if (!pack || (version && !desk.packs.some((one) => one.id === pack.id && one.version === version)))
    throw new RuleViolation('line-policy-unknown', { text: line.policy, known: idsOf(policies) });
  const usual = choosePolicy(policies, line.residence ? { residence: line.residence } : {});
  const inEffect = packInEffect(desk.packs, pack.id, line.receivedOn);
  const isVersionOfThatDay = !version || inEffect?.version === version;
  if (usual.policy === pack.id && isVersionOfThatDay) return choose(null);
  return choose(isVersionOfThatDay ? pack.id : `${pack.id}@${version}`);
}

const idsOf = (policies: ImportPlace['policies']): string =>
  [...new Set(policies.map(({ policy }) => policy))].join(', ');
