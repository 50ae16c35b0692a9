/** The rights a person may use, in the order in which the form offers them. */
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

/** The rights of Arts. 15 to 22, which Art. 12(3) to 12(5) speak of: neither a consent withdrawn (7(3)) nor instructions for after death. */
export const RIGHTS_OF_ARTICLE_12: readonly Right[] = RIGHTS.filter(
  (right) => right !== 'consent-withdrawal' && right !== 'after-death',
);

/**
 * Rights that count at once, by nobody but whoever uses them: an objection to marketing ends it "at any time", and a consent is withdrawn
 * as easily as it was given (Art. 21(2), 21(3), 7(3)). No mailbox is confirmed and no identity asked for them without a doubt of its own.
 */
const AT_ONCE: readonly Right[] = ['marketing-objection', 'consent-withdrawal'];

export const countsAtOnce = (right: Right): boolean => AT_ONCE.includes(right);

/** Whether a rule for all rights, or for some, is one for this right: of clocks and exemptions alike. */
export const reaches = ({ rights }: { rights: 'all' | readonly Right[] }, right: Right): boolean =>
  rights === 'all' || rights.includes(right);

/** Rights whose answer hands out data: they need a file or a reasoned "we hold nothing" (Arts. 15(3), 20(1)). */
export const RIGHTS_ANSWERED_WITH_DATA: readonly Right[] = ['access', 'portability'];
