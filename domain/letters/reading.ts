import { RuleViolation } from '../ruleViolation.ts';

/** A piece of a template: text as written, a name to fill in, or pieces that stand only where a name has a value, or has none. */
export type TemplateNode = string | TemplateName | TemplateCondition;
export type TemplateName = { name: string; line: number; isAlone: boolean };
type TemplateCondition = { when: string; isEmpty: boolean; line: number; nodes: TemplateNode[] };

/** What a template says, and what cannot be read of it. Each fault has its line, from 1. */
export type ReadTemplate = { nodes: TemplateNode[]; faults: RuleViolation[] };

const TAG = /\{\{\s*([#^/]?)\s*([^{}]*?)\s*\}\}/g;

/**
 * Reads the text of a template: `{{reference}}` is filled in; `{{#client}} … {{/client}}` stands only where there is a client,
 * `{{^client}} … {{/client}}` only where there is none. A line of such marks alone leaves no line behind. Everything else is text.
 * Faults: `template-braces` for braces that are no such name, `template-unopened` and `template-unclosed` for half a condition.
 */
export function readTemplate(body: string): ReadTemplate {
  const nodes: TemplateNode[] = [];
  const open: TemplateCondition[] = [];
  const faults: RuleViolation[] = [];
  const put = (node: TemplateNode) => (open.at(-1)?.nodes ?? nodes).push(node);
  body.split('\n').forEach((text, at) => {
    const line = at + 1;
    const texts = text.split(/\{\{[^{}]*\}\}/);
    const tags = [...text.matchAll(TAG)];
    if (texts.some((one) => /\{\{|\}\}/.test(one)))
      faults.push(new RuleViolation('template-braces', { line, tag: '{{reference}}' }));
    const isBare = texts.every((one) => one.trim() === '');
    const named = tags.filter(([, sign]) => !sign);
    texts.forEach((one, nth) => {
      if (one && !(isBare && named.length === 0)) put(one);
      const [tag, sign, name = ''] = tags[nth] ?? [];
      if (tag === undefined) return;
      if (sign === '/') {
        if (open.at(-1)?.when === name) open.pop();
        else faults.push(new RuleViolation('template-unopened', { line, tag }));
      } else if (sign) {
        const condition = { when: name, isEmpty: sign === '^', line, nodes: [] };
        put(condition);
        open.push(condition);
      } else put({ name, line, isAlone: isBare && named.length === 1 });
    });
    if (tags.length === 0 || !isBare || named.length > 0) put('\n');
  });
  for (const { when, isEmpty, line } of open)
    faults.push(new RuleViolation('template-unclosed', { line, tag: `{{${isEmpty ? '^' : '#'}${when}}}` }));
  return { nodes, faults };
}
