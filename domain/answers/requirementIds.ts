/** What an answer must contain, in the order of the articles. */
const REQUIREMENT_IDS = [
  'held',
  'purposes',
  'categories',
  'recipients',
  'periods',
  'rights',
  'complaint',
  'sources',
  'automated-decisions',
  'transfers',
  'copy',
  'corrected',
  'erased',
  'kept',
  'restricted',
  'told',
  'portable-data',
  'portable-copy',
  'portable-format',
  'stopped',
  'compelling-grounds',
  'marketing-stopped',
  'consent-ended',
  'looked-again',
] as const;
export type RequirementId = (typeof REQUIREMENT_IDS)[number];

/** Those that no system proves, or not alone: what remains, the DPO states in words. */
const STATED = [
  'recipients',
  'automated-decisions',
  'transfers',
  'copy',
  'corrected',
  'kept',
  'restricted',
  'told',
  'portable-data',
  'portable-copy',
  'stopped',
  'compelling-grounds',
  'marketing-stopped',
  'consent-ended',
  'looked-again',
] as const satisfies readonly RequirementId[];
export type StatedId = (typeof STATED)[number];

export const isStated = (id: string): id is StatedId => STATED.some((one) => one === id);

/** A statement: on a requirement, or on what is kept of one category of data, `kept:invoices`. */
export type KeptId = `kept:${string}`;
export type StatementId = StatedId | KeptId;

export const keptId = (category: string): KeptId => `kept:${category}`;

export const isStatement = (id: string): id is StatementId => isStated(id) || /^kept:./.test(id);

/** The requirement that a statement is about. */
export const requirementOf = (id: StatementId): StatedId => (isStated(id) ? id : 'kept');
