import { basisOf, type ContentPart, type ContentSection, isReworded } from './content.ts';
import { concernedSystems, type Evidence, isSaid } from './evidence.ts';
import type { FoundThing, Gap } from './finding.ts';
import type { Gate, GateRow } from './gate.ts';
import { isName, recipientsOf } from './recipients.ts';
import type { RequirementId } from './requirementIds.ts';

/**
 * What the answer says in words: each thing that the gate found, once, and what is still awaited. Sections follow the order of the
 * articles; for access what is about one system with data of the person stands together, as one data set (Art. 15(1) and (2)). None
 * where nothing was checked: then the answer has the DPO's words alone. What the gate found and what the person reads are the same data.
 */
export function contentsOf(gate: Gate, evidence: Evidence): ContentSection[] {
  const parts = saidOnce(gate.rows.flatMap((row) => inRegisterOrder(partsOf(row), evidence)));
  const isAccess = gate.rows.some(({ id }) => id === 'held');
  return isAccess ? sectionsOfAccess(parts, evidence) : inSections(parts, ({ requirement }) => requirement);
}

/** The sections of an answer to access that are about no single data set, in order; `searched` is where nothing was found. */
const BEFORE: readonly string[] = ['held'];
const AFTER: readonly string[] = [
  'recipients',
  'searched',
  'copy',
  'automated-decisions',
  'transfers',
  'rights',
];

function sectionsOfAccess(parts: readonly ContentPart[], evidence: Evidence): ContentSection[] {
  const sets = concernedSystems(evidence);
  const setOf = ({ requirement, code, data }: ContentPart) => {
    const set = code === 'received-by' ? data.set : requirement === 'recipients' ? undefined : data.id;
    return sets.some(({ id }) => id === set) ? `set-${set}` : undefined;
  };
  const sections = inSections([...parts, ...receivedBy(evidence)], (part) => setOf(part) ?? placeOf(part));
  const placed = (ids: readonly string[]) =>
    ids.flatMap((id) => sections.filter((section) => section.id === id));
  const ofSets = sets.flatMap(({ id, name }) =>
    placed([`set-${id}`]).map((section) => ({ ...section, system: name, parts: inOrder(section.parts) })),
  );
  const after = placed(AFTER).map((section) => ({ ...section, parts: eachWithItsPlace(section.parts) }));
  return [...placed(BEFORE), ...ofSets, ...after];
}

/** Where a recipient has the data stands right after its name, or last where it has none. */
function eachWithItsPlace(parts: readonly ContentPart[]): ContentPart[] {
  const isPlace = ({ requirement, data }: ContentPart) =>
    requirement === 'transfers' && data.id !== undefined;
  const [places, others] = [parts.filter(isPlace), parts.filter((part) => !isPlace(part))];
  const isOf = (one: ContentPart, other: ContentPart) => one.data.id === other.data.id;
  return [
    ...others.flatMap((part) => [part, ...places.filter((place) => isOf(place, part))]),
    ...places.filter((place) => !others.some((part) => isOf(place, part))),
  ];
}

/** Where a part stands that is about no data set. */
const placeOf = ({ requirement, code }: ContentPart): string => {
  if (code === 'searched') return 'searched';
  if (requirement === 'complaint') return 'rights';
  return requirement === 'transfers' && code !== 'stated' ? 'recipients' : requirement;
};

/** The order within a data set: what it is, what for, from whom, to whom, where, how long, and the copy. */
const IN_A_SET: readonly RequirementId[] = [
  'categories',
  'purposes',
  'sources',
  'recipients',
  'transfers',
  'periods',
  'copy',
];
const inOrder = (parts: readonly ContentPart[]): ContentPart[] =>
  parts.toSorted((one, other) => IN_A_SET.indexOf(one.requirement) - IN_A_SET.indexOf(other.requirement));

/** Who received each data set, by name: those of the gate that get a kind of data which it holds (Art. 15(1)(c), C-154/21). */
function receivedBy(evidence: Evidence): ContentPart[] {
  const recipients = recipientsOf(evidence).filter(({ name }) => isName(name));
  return concernedSystems(evidence).flatMap(({ id, categories }) => {
    const names = recipients
      .filter(
        (one) => one.categories.length === 0 || one.categories.some((each) => categories.includes(each)),
      )
      .map(({ name }) => name);
    if (names.length === 0) return [];
    const about = { requirement: 'recipients', article: 'Art. 15(1)(c)', code: 'received-by' } as const;
    return [{ id: `received-by-${id}`, ...about, data: { set: id, names: names.join('\n') } }];
  });
}

/** Gaps that say that a system still owes what the answer must tell of it. */
const AWAITED: readonly Gap['code'][] = [
  'not-asked',
  'not-handed-out',
  'no-result',
  'cannot',
  'not-mine',
  'left-out',
  'search-missing',
  'proof-missing',
];

function partsOf({ id: requirement, article, found, gaps }: GateRow): ContentPart[] {
  const part = (code: ContentPart['code'], { note, reason, ...data }: FoundThing['data']): ContentPart => {
    const aside = [note, reason].filter((words) => isSaid(String(words ?? ''))).join('\n');
    const id = [requirement, data.id ?? (code === 'stated' ? (data.categories ?? code) : undefined)];
    const whole = { id: id.filter((one) => one !== undefined).join('-'), requirement, article, code, data };
    return aside ? { ...whole, aside } : whole;
  };
  return [
    ...found.map(({ code, data }) => part(code, data)),
    ...gaps.filter(({ code }) => AWAITED.includes(code)).map(({ data }) => part('awaited', data)),
  ];
}

/** Systems in the order of the register, those that owe their answer among them; a statement comes last. */
function inRegisterOrder(parts: readonly ContentPart[], { systems }: Evidence): ContentPart[] {
  const place = ({ data }: ContentPart) =>
    data.id === undefined ? systems.length : systems.findIndex(({ id }) => id === data.id);
  return parts.toSorted((one, other) => place(one) - place(other));
}

/** What is kept settles two requirements of an erasure: it stands where it belongs, and not with what was erased as well. */
function saidOnce(parts: readonly ContentPart[]): ContentPart[] {
  const isKept = parts.some(({ requirement, code }) => requirement === 'kept' && code === 'stated');
  return parts.filter(({ id }) => !(isKept && id === 'erased-stated'));
}

/** Parts by section, in the order in which the sections first come. */
function inSections(
  parts: readonly ContentPart[],
  sectionOf: (part: ContentPart) => string,
): ContentSection[] {
  return [...Map.groupBy(parts, sectionOf)].map(([id, each]) => ({ id, parts: each }));
}

/** The DPO's words for parts, each with what it rested on when it was written. */
export type OwnWords = Record<string, { words: string; basis: string }>;

/** The same sections with the DPO's words. Words for what is no longer said are left out. */
export const reworded = (sections: readonly ContentSection[], own: OwnWords): ContentSection[] =>
  sections.map((section) => ({
    ...section,
    parts: section.parts.map((part) => {
      const written = own[part.id];
      if (!written || !isReworded(part) || !isSaid(written.words)) return part;
      return { ...part, own: written.words, isOutdated: written.basis !== basisOf(part) };
    }),
  }));
