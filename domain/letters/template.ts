import { RuleViolation } from '../ruleViolation.ts';
import { nearestOf } from './nearest.ts';
import { partsOf, type ReasonFixed, TEMPLATE_FIELDS, type TemplateKind } from './parts.ts';
import { readTemplate, type TemplateName, type TemplateNode } from './reading.ts';

/** What an organisation writes instead of the desk's own letter: its subject, and its text from the greeting to the last sentence. */
export type TemplateText = { subject: string; body: string };

const LONGEST_SUBJECT = 200;
const LONGEST_BODY = 20_000;

/**
 * Why a template cannot be a letter of its kind; nothing if it can. Each fault names its line and belongs to `subject` or `body`:
 * names that no letter of the kind has, a part within a sentence, half a condition; the reference missing in the subject
 * (`template-reference`); and a part that law or purpose fixes left out, or shown only under a condition on something else
 * (`template-loses-…` and `template-hides-part`). A part stands under a condition on itself: `{{#rest}} … {{rest}} … {{/rest}}`.
 */
export const templateFaults = (kind: TemplateKind, { subject, body }: TemplateText): RuleViolation[] => [
  ...subjectFaults(kind, subject),
  ...bodyFaults(kind, body),
];

/** The same of its text alone, as somebody writes it for one letter. */
export function bodyFaults(kind: TemplateKind, body: string, field = 'body'): RuleViolation[] {
  if (body.trim() === '') return [new RuleViolation('field-missing', {}, field)];
  if (body.length > LONGEST_BODY) return [new RuleViolation('text-too-long', { most: LONGEST_BODY }, field)];
  const { nodes, faults } = readTemplate(body);
  const named = namesIn(nodes);
  const found = [
    ...faults,
    ...unknownIn(kind, nodes),
    ...named.flatMap(({ name, line, isAlone }) =>
      isPart(kind, name) && !isAlone
        ? [new RuleViolation('template-part-in-line', { line, tag: tagOf(name) })]
        : [],
    ),
    ...lostParts(kind, named, body),
  ];
  return found.map(({ code, data }) => new RuleViolation(code, data, field));
}

function subjectFaults(kind: TemplateKind, subject: string): RuleViolation[] {
  const field = 'subject';
  if (subject.trim() === '') return [new RuleViolation('field-missing', {}, field)];
  if (subject.length > LONGEST_SUBJECT)
    return [new RuleViolation('text-too-long', { most: LONGEST_SUBJECT }, field)];
  const { nodes, faults } = readTemplate(subject);
  const named = namesIn(nodes);
  const found = [
    ...faults,
    ...unknownIn(kind, nodes),
    ...named.flatMap(({ name }) =>
      isPart(kind, name) ? [new RuleViolation('template-part-in-subject', { tag: tagOf(name) })] : [],
    ),
    ...(named.some(({ name, within }) => name === 'reference' && within.length === 0)
      ? []
      : [new RuleViolation('template-reference', { tag: tagOf('reference') })]),
  ];
  return found.map(({ code, data }) => new RuleViolation(code, data, field));
}

type NamedWithin = TemplateName & { within: string[] };

/** Every name that is filled in, with the conditions around it. */
function namesIn(nodes: readonly TemplateNode[], within: string[] = []): NamedWithin[] {
  return nodes.flatMap((node) => {
    if (typeof node === 'string') return [];
    if ('name' in node) return [{ ...node, within }];
    return namesIn(node.nodes, [...within, node.isEmpty ? `^${node.when}` : node.when]);
  });
}

/** Names that no letter of the kind has, also in conditions; with the nearest that it has. */
function unknownIn(kind: TemplateKind, nodes: readonly TemplateNode[]): RuleViolation[] {
  const known = [...TEMPLATE_FIELDS, ...partsOf(kind).map(({ name }) => name)];
  return nodes.flatMap((node) => {
    if (typeof node === 'string') return [];
    const name = 'name' in node ? node.name : node.when;
    const below = 'nodes' in node ? unknownIn(kind, node.nodes) : [];
    if (known.some((one) => one === name)) return below;
    const near = nearestOf(name, known);
    const data = { line: node.line, tag: tagOf(name), near: tagOf(near ?? '') };
    return [new RuleViolation(near ? 'template-name-near' : 'template-name-unknown', data), ...below];
  });
}

function lostParts(kind: TemplateKind, named: readonly NamedWithin[], body: string): RuleViolation[] {
  const last = body.trimEnd().split('\n').length;
  return partsOf(kind).flatMap(({ name, fixed }) => {
    if (!fixed) return [];
    const there = named.filter((one) => one.name === name);
    if (there.some(({ within }) => within.every((condition) => condition === name))) return [];
    const tag = tagOf(name);
    const [hidden] = there;
    if (hidden) return [new RuleViolation('template-hides-part', { line: hidden.line, tag })];
    return [new RuleViolation(LOSES[fixed], { line: last, tag })];
  });
}

const LOSES: Record<ReasonFixed, string> = {
  remedies: 'template-loses-remedies',
  ground: 'template-loses-ground',
  reasons: 'template-loses-reasons',
  decision: 'template-loses-decision',
  dates: 'template-loses-dates',
  content: 'template-loses-content',
  way: 'template-loses-way',
  rights: 'template-loses-rights',
};

const isPart = (kind: TemplateKind, name: string): boolean =>
  partsOf(kind).some((part) => part.name === name);
const tagOf = (name: string): string => `{{${name}}}`;
