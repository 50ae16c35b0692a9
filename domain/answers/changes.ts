import type { ContentPart, ContentSection } from './content.ts';
import type { RequirementId } from './requirementIds.ts';

/** What is compared of a data set, in the order of the sentences on it; and what is compared besides. */
const OF_A_SET: readonly RequirementId[] = ['purposes', 'categories', 'sources', 'transfers', 'periods'];
const BESIDES: readonly RequirementId[] = ['recipients', 'transfers', 'automated-decisions'];

/**
 * One thing that is different since an earlier answer. `part` is the part whose words were told then and are told now. `answered`: a
 * place that owed its answer then. Of a place that held data then: `gone` where a search has found nothing, `awaited` where it owes its
 * answer now, `left-out` where nobody looked, `ended` where it is no longer in use.
 */
export type ContentsChange =
  | { code: 'new' | 'answered' | 'gone' | 'awaited' | 'left-out' | 'ended'; system: string }
  | { code: 'renamed'; system: string; was: string }
  | { code: 'new-recipient' | 'gone-recipient'; name: string }
  | { code: 'changed'; what: RequirementId; system: string; part: string };

/**
 * What changed since an earlier answer to access of the same person: places, recipients by name, and what is told of each. What an answer
 * did not say is no change: an incomplete one is not held against a whole one. Words that the DPO chose count only where what they rest
 * on differs too. Systems are known by their numbers, so that a new name is told as one.
 */
export function changesSince(
  first: readonly ContentSection[],
  now: readonly ContentSection[],
): ContentsChange[] {
  const [was, is] = [placesIn(first), placesIn(now)];
  return [
    ...[...is.values()].flatMap((place) => placeChanged(was.get(place.id), place)),
    ...placesGone(was, is, now),
    ...recipientsChanged(first, now),
    ...besides(first, now),
  ];
}

type PlaceThen = { id: string; system: string; isHeld: boolean; parts: ContentPart[] };

/** The data sets of an answer by their section; held where the copy was handed over, else still awaited. */
const placesIn = (sections: readonly ContentSection[]): Map<string, PlaceThen> =>
  new Map(
    sections.flatMap(({ id, system, parts }) =>
      system === undefined ? [] : [[id, { id, system, parts, isHeld: parts.some(isCopy) }] as const],
    ),
  );
const isCopy = ({ requirement, code }: ContentPart): boolean =>
  requirement === 'copy' && code === 'handed-over';

function placeChanged(was: PlaceThen | undefined, { system, isHeld, parts }: PlaceThen): ContentsChange[] {
  if (!was) return isHeld ? [{ code: 'new', system }] : [];
  return [
    ...(was.system === system ? [] : [{ code: 'renamed', system, was: was.system } as const]),
    ...(isHeld === was.isHeld ? [] : [{ code: isHeld ? 'answered' : 'awaited', system } as const]),
    ...OF_A_SET.flatMap((what) => changedParts(was.parts, parts, [what])),
  ];
}

/** Parts that both answers have and that say something else. */
function changedParts(
  first: readonly ContentPart[],
  now: readonly ContentPart[],
  requirements: readonly RequirementId[],
): ContentsChange[] {
  return now
    .filter(({ requirement }) => requirements.includes(requirement))
    .flatMap((is): ContentsChange[] => {
      const was = first.find(({ id }) => id === is.id);
      if (!was || !isDifferent(was, is)) return [];
      const system = String(is.data.system ?? is.data.name ?? '');
      return [{ code: 'changed', what: is.requirement, system, part: is.id }];
    });
}

/** Another thing in the register, which the DPO did not put into the same words again. The name of its system is not meant. */
function isDifferent(was: ContentPart, is: ContentPart): boolean {
  if (was.own !== undefined && was.own === is.own) return false;
  const said = ({ code, data: { system: _system, name: _name, ...data } }: ContentPart) =>
    JSON.stringify([code, Object.entries(data).sort()]);
  return said(was) !== said(is);
}

function placesGone(
  was: ReadonlyMap<string, PlaceThen>,
  is: ReadonlyMap<string, PlaceThen>,
  now: readonly ContentSection[],
): ContentsChange[] {
  const copies = now.flatMap(({ parts }) => parts).filter(({ requirement }) => requirement === 'copy');
  return [...was.values()].flatMap(({ id, system, isHeld }): ContentsChange[] => {
    if (!isHeld || is.has(id)) return [];
    const copy = copies.find(({ data }) => `set-${data.id}` === id);
    if (!copy) return [{ code: 'ended', system }];
    if (copy.code === 'searched') return [{ code: 'gone', system }];
    return [{ code: copy.code === 'awaited' ? 'awaited' : 'left-out', system }];
  });
}

/** By name: the person is owed the identity of those who received the data, not our number of it (C-154/21). */
function recipientsChanged(
  first: readonly ContentSection[],
  now: readonly ContentSection[],
): ContentsChange[] {
  const [was, is] = [recipientsIn(first), recipientsIn(now)];
  return [
    ...is.filter((name) => !was.includes(name)).map((name) => ({ code: 'new-recipient', name }) as const),
    ...was.filter((name) => !is.includes(name)).map((name) => ({ code: 'gone-recipient', name }) as const),
  ];
}

const recipientsIn = (sections: readonly ContentSection[]): string[] =>
  sections.flatMap(({ parts }) =>
    parts.filter(({ code }) => code === 'recipient').map(({ data }) => String(data.name)),
  );

/** What is told outside the data sets, of recipients that both answers name and of decisions by machines. */
function besides(first: readonly ContentSection[], now: readonly ContentSection[]): ContentsChange[] {
  const others = (sections: readonly ContentSection[]) =>
    sections.filter(({ system }) => system === undefined).flatMap(({ parts }) => parts);
  return changedParts(others(first), others(now), BESIDES).filter(
    (change) => change.code !== 'changed' || !change.system || recipientsIn(first).includes(change.system),
  );
}
