import { readTemplate, type TemplateNode } from './reading.ts';

/** What a letter puts in: the words of each field, empty where there are none and what is said then; the paragraphs of each part. */
export type TemplateValues<Piece> = {
  fields: Record<string, { words: string; otherwise: string }>;
  parts: Record<string, readonly Piece[]>;
};

/**
 * The paragraphs of a letter by its template: text is split at empty lines, a part is its own paragraphs, and a condition holds
 * where its name has words. What is filled in is never read as a template itself.
 */
export function filled<Piece>(body: string, values: TemplateValues<Piece>): (string | Piece)[] {
  const paragraphs: (string | Piece)[] = [];
  let text = '';
  const end = () => {
    const written = text.split(/\n[ \t]*\n+/).map((one) => one.replace(/[ \t]+$/gm, '').trim());
    paragraphs.push(...written.filter(Boolean));
    text = '';
  };
  const walk = (nodes: readonly TemplateNode[]) => {
    for (const node of nodes) {
      if (typeof node === 'string') text += node;
      else if ('when' in node) {
        if (hasWords(values, node.when) !== node.isEmpty) walk(node.nodes);
      } else if (node.name in values.parts) {
        end();
        paragraphs.push(...(values.parts[node.name] ?? []));
      } else text += wordsOf(values, node.name);
    }
  };
  walk(readTemplate(body).nodes);
  end();
  return paragraphs;
}

const hasWords = <Piece>({ fields, parts }: TemplateValues<Piece>, name: string): boolean =>
  Boolean(fields[name]?.words) || (parts[name] ?? []).length > 0;

function wordsOf<Piece>({ fields }: TemplateValues<Piece>, name: string): string {
  const field = fields[name];
  return field ? field.words || field.otherwise : '';
}
