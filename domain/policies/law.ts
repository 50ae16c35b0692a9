import type { Worded } from '../languages.ts';
import type { Right } from '../rights.ts';

/** A passage of a law. A plain text is put into `cite`; one with words for each language is cited as it is. */
export type Passage = string | Worded;

export const COMPLAINT_KINDS = ['complaint', 'report'] as const;
export type ComplaintKind = (typeof COMPLAINT_KINDS)[number];

/** What no date depends on in a law: where to complain, and on which grounds a request may be refused. */
export type Law = {
  /** Its common name: GDPR, LPD. */
  name: Worded;
  /** The country whose law it is and by whose holidays it is counted; absent where it is the law of several. */
  country?: string;
  /** How its passages are cited: `{article} GDPR`. */
  cite?: Worded;
  /** The passage that gives each right. */
  rights: Partial<Record<Right, Passage>>;
  /** Where to complain about a decision. A report gives no right to an answer (FADP Art. 49). */
  complaint?: {
    kind: ComplaintKind;
    /** `member-state`: the authority of the organisation's seat, or else that of the person's country (Art. 77 GDPR). */
    to: 'member-state' | { name: Worded; site: string };
    article?: Passage;
    confirmed: boolean;
  };
  /** The passage that lets the person go to court. */
  court?: { article?: Passage; confirmed: boolean };
  /** The passage that allows an extension; `byGrounds` where only complexity and number of requests allow it. */
  extension?: { article: Passage; byGrounds: boolean };
  /** Exceptions that the law itself makes to a right, whatever a policy says: Art. 17(3) GDPR for erasure. */
  exceptions: Partial<Record<Right, Passage>>;
  /** The passage by which nothing is owed to somebody who cannot be identified. */
  identity?: Passage;
  /** The passage by which a refusal must give its reasons. */
  reasons?: Passage;
  refusals: StatutoryRefusal[];
};

/** A ground on which the law lets a request be refused in whole or in part. `rights` are those that it can be used against. */
export type StatutoryRefusal = {
  id: string;
  article?: Passage;
  rights: readonly Right[];
  title: Worded;
  confirmed: boolean;
};

/** A passage as a reader sees it: `Art. 17(3)(b) GDPR`, `art. 17(3)(b) du RGPD`. */
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

/** The passage that gives a right in the law of the request; undefined where that law names none. */
export function articleOfRight({ law }: { law: Law }, right: Right): Worded | undefined {
  const passage = law.rights[right];
  return passage === undefined ? undefined : cited(law, passage);
}

/** Whether an extension needs one of the grounds of Art. 12(3) GDPR. Other laws only ask for a reason. */
export const needsGround = ({ extension }: Law): boolean => extension?.byGrounds ?? true;
