/** The rights a person may use, in the order in which the form offers them (INTERFACES: "Rights"). */
export const RIGHTS = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'marketing-objection',
  'consent-withdrawal',
  'automated-decision',
  'after-death',
] as const;
export type Right = (typeof RIGHTS)[number];

/** The article that gives each right: GDPR, but for instructions after death (France: loi Informatique et Libertés, art. 85). */
export const ARTICLE_OF_RIGHT: Record<Right, string> = {
  access: 'Art. 15',
  rectification: 'Art. 16',
  erasure: 'Art. 17',
  restriction: 'Art. 18',
  portability: 'Art. 20',
  objection: 'Art. 21(1)',
  'marketing-objection': 'Art. 21(2)',
  'consent-withdrawal': 'Art. 7(3)',
  'automated-decision': 'Art. 22',
  'after-death': 'LIL art. 85',
};

/** Rights whose answer hands out data: they need a file or a reasoned "we hold nothing" (Arts. 15(3), 20(1)). */
export const RIGHTS_ANSWERED_WITH_DATA: readonly Right[] = ['access', 'portability'];
