import { type Node, SyntaxKind } from 'typescript/unstable/ast';

/** A change to a text: what stands between two places becomes something else. */
export type Change = { from: number; to: number; put: string; kind: string };
type Parts = Record<string, Node | undefined> & { text?: string };

const partsOf = (node: Node) => node as unknown as Parts & { operator?: SyntaxKind };

/** What stands in for an operator between two values: the smallest slip that a reader might miss. */
const OTHER: Partial<Record<SyntaxKind, string>> = {
  [SyntaxKind.LessThanToken]: '<=',
  [SyntaxKind.LessThanEqualsToken]: '<',
  [SyntaxKind.GreaterThanToken]: '>=',
  [SyntaxKind.GreaterThanEqualsToken]: '>',
  [SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [SyntaxKind.PlusToken]: '-',
  [SyntaxKind.MinusToken]: '+',
  [SyntaxKind.AsteriskToken]: '/',
  [SyntaxKind.SlashToken]: '*',
  [SyntaxKind.PercentToken]: '*',
  [SyntaxKind.AmpersandAmpersandToken]: '||',
  [SyntaxKind.BarBarToken]: '&&',
  [SyntaxKind.QuestionQuestionToken]: '&&',
  [SyntaxKind.PlusEqualsToken]: '-=',
  [SyntaxKind.MinusEqualsToken]: '+=',
};

const OTHER_CALL: Record<string, string> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  startsWith: 'endsWith',
  find: 'findLast',
  findLast: 'find',
};
/** Calls that are left out, so that what they are called on goes through as it was. */
const LEFT_OUT = ['filter', 'sort', 'trim', 'slice', 'toLowerCase', 'toSorted', 'replace'];

/** Every change that one node of a program invites; none of a node that is only a type. */
export function changesAt(node: Node, text: string, startOf: (node: Node) => number): Change[] {
  const parts = partsOf(node);
  const change = (at: Node | undefined, put: string, kind: string): Change[] =>
    at ? [{ from: startOf(at), to: at.end, put, kind }] : [];
  const both = (at: Node | undefined) => [
    ...change(at, 'true', 'condition'),
    ...change(at, 'false', 'condition'),
  ];
  switch (node.kind) {
    case SyntaxKind.BinaryExpression: {
      const other = OTHER[parts.operatorToken?.kind as SyntaxKind];
      return other ? change(parts.operatorToken, other, 'operator') : [];
    }
    case SyntaxKind.IfStatement:
      return both(parts.expression);
    case SyntaxKind.ConditionalExpression:
      return both(parts.condition);
    case SyntaxKind.PrefixUnaryExpression:
      return parts.operator === SyntaxKind.ExclamationToken
        ? change(node, text.slice(startOf(parts.operand as Node), node.end), 'negation')
        : [];
    case SyntaxKind.TrueKeyword:
      return change(node, 'false', 'word');
    case SyntaxKind.FalseKeyword:
      return change(node, 'true', 'word');
    case SyntaxKind.NumericLiteral:
      return change(node, `(${text.slice(startOf(node), node.end)} + 1)`, 'number');
    case SyntaxKind.StringLiteral:
    case SyntaxKind.NoSubstitutionTemplateLiteral:
    case SyntaxKind.TemplateExpression:
      return change(node, "''", 'text');
    case SyntaxKind.ArrayLiteralExpression:
      return node.end - startOf(node) > 2 ? change(node, '[]', 'list') : [];
    case SyntaxKind.ExpressionStatement:
    case SyntaxKind.ThrowStatement:
      return change(node, ';', 'statement');
    case SyntaxKind.CallExpression:
      return calls(node, parts, change);
    default:
      return [];
  }
}

function calls(node: Node, parts: Parts, change: (at: Node, put: string, kind: string) => Change[]) {
  const called = parts.expression;
  if (called?.kind !== SyntaxKind.PropertyAccessExpression) return [];
  const { name, expression } = partsOf(called);
  const word = partsOf(name as Node).text ?? '';
  const other = Object.hasOwn(OTHER_CALL, word) ? OTHER_CALL[word] : undefined;
  if (other) return change(name as Node, other, 'call');
  if (!LEFT_OUT.includes(word)) return [];
  return [{ from: (expression as Node).end, to: node.end, put: '', kind: 'call' }];
}
