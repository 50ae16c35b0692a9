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

/** The rights of Arts. 15 to 22, to which Art. 12(3) to 12(5) apply: not consent withdrawal (7(3)), not instructions for after death. */
export const RIGHTS_OF_ARTICLE_12: readonly Right[] = RIGHTS.filter(
  (right) => right !== 'consent-withdrawal' && right !== 'after-death',
);

/**
 * Rights that count at once: an objection to marketing ends it "at any time", and consent is withdrawn as easily as it was given
 * (Art. 21(2), 21(3), 7(3)). They need no confirmed mailbox, and no proof of identity without a particular doubt.
 */
const AT_ONCE: readonly Right[] = ['marketing-objection', 'consent-withdrawal'];

export const countsAtOnce = (right: Right): boolean => AT_ONCE.includes(right);

/** Whether a rule, such as a clock or an exemption, applies to this right. */
export const reaches = ({ rights }: { rights: 'all' | readonly Right[] }, right: Right): boolean =>
  rights === 'all' || rights.includes(right);

/** Rights whose answer hands out data: it needs a file, or a reasoned "we hold nothing" (Arts. 15(3), 20(1)). */
export const RIGHTS_ANSWERED_WITH_DATA: readonly Right[] = ['access', 'portability'];
