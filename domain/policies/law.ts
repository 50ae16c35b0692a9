import type { Worded } from '../languages.ts';
import type { Right } from '../rights.ts';

/** A passage of a law. A text stands in `cite`; with words for each language it is cited as it is. */
export type Passage = string | Worded;

/** What a law says that no date rests on: where to complain, and on which grounds a request may be refused. */
export type Law = {
  /** As people call it: GDPR, LPD. */
  name: Worded;
  /** The country whose law it is, and by whose holidays it is counted; absent of a law of several. */
  country?: string;
  /** How its passages are cited: `{article} GDPR`. */
  cite?: Worded;
  /** The passage that gives each right. */
  rights: Partial<Record<Right, Passage>>;
  /** Where to turn about a decision. To report something gives no right to an answer (FADP Art. 49). */
  complaint?: {
    kind: 'complaint' | 'report';
    /** `member-state`: the authority of the organisation's seat, else that of the person's country (Art. 77 GDPR). */
    to: 'member-state' | { name: Worded; site: string };
    article?: Passage;
    confirmed: boolean;
  };
  /** Where the law opens the courts to the person. */
  court?: { article?: Passage; confirmed: boolean };
  /** By what an answer may be put off; `byGrounds` where only the complexity and the number of requests allow it. */
  extension?: { article: Passage; byGrounds: boolean };
  /** What the law itself keeps out of a right's reach, whatever a policy says: Art. 17(3) GDPR of an erasure. */
  exceptions: Partial<Record<Right, Passage>>;
  /** By what nothing is done for somebody who cannot be identified. */
  identity?: Passage;
  /** By what a refusal gives its reasons. */
  reasons?: Passage;
  refusals: Refusal[];
};

/** A ground on which the law lets a request be refused, in whole or part. `rights` are those it can be used against. */
export type Refusal = {
  id: string;
  article?: Passage;
  rights: readonly Right[];
  title: Worded;
  confirmed: boolean;
};

/** A passage as it is cited to a reader: `Art. 17(3)(b) GDPR`, `art. 17(3)(b) du RGPD`. */
export function cited({ cite }: Pick<Law, 'cite'>, passage: Passage): Worded {
  if (typeof passage !== 'string') return passage;
  const french = passage
    .replace(/^Arts?\./, 'art.')
    .replace(' to ', ' à ')
    .replace(' and ', ' et ');
  return {
    en: (cite?.en ?? '{article}').replace('{article}', passage),
    fr: (cite?.fr ?? '{article}').replace('{article}', french),
  };
}

/** The passage that gives a right, as the law of the request has it. Nothing where that law names none. */
export function articleOfRight({ law }: { law: Law }, right: Right): Worded | undefined {
  const passage = law.rights[right];
  return passage === undefined ? undefined : cited(law, passage);
}

/** Whether an extension needs one of the grounds of Art. 12(3) GDPR; other laws ask for a reason alone. */
export const needsGround = ({ extension }: Law): boolean => extension?.byGrounds ?? true;
