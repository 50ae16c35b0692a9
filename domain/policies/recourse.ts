import type { Worded } from '../languages.ts';
import { AUTHORITIES, type Authority } from './authorities.ts';
import { type ComplaintKind, cited, type Law } from './law.ts';

/** Where a decision can be challenged: the authority with its passage, and the passage for going to court. */
export type Recourse = {
  kind: ComplaintKind;
  /** Absent where it is that of the country where the person lives, and that is not known. */
  authority?: { name: Worded; site?: string };
  article?: Worded;
  court?: { article?: Worded };
  /** False where a passage was not read at its source. */
  confirmed: boolean;
};

/** What decides the authority in a member state: the organisation's own authority, and where the person lives. */
type Parties = { authority: string; residence?: string | null };

/** Countries outside the European Economic Area, whose authorities are not those of Art. 77 GDPR. */
const ELSEWHERE = ['CH', 'GB'];

/**
 * Where a decision under a policy can be challenged. The law of the policy decides, not the country of the organisation: Art. 77 GDPR
 * names an authority of a member state, section 165 of the Data Protection Act 2018 the ICO alone. For a request under UK GDPR to a
 * company in Paris it is the ICO, not the CNIL.
 */
export function recourseOf({ law }: { law: Law }, parties: Parties): Recourse {
  const { complaint, court } = law;
  return {
    kind: complaint?.kind ?? 'complaint',
    authority: authorityFor(complaint?.to ?? 'member-state', parties),
    article: passageOf(law, complaint),
    court: court && { article: passageOf(law, court) },
    confirmed: (complaint?.confirmed ?? true) && (court?.confirmed ?? true),
  };
}

const passageOf = (law: Law, place?: { article?: Law['identity'] }): Worded | undefined =>
  place?.article === undefined ? undefined : cited(law, place.article);

function authorityFor(
  to: NonNullable<Law['complaint']>['to'],
  { authority: own, residence }: Parties,
): Recourse['authority'] {
  if (to !== 'member-state') return to;
  const known = AUTHORITIES.find(({ name }) => name === own);
  if (own && !(known && ELSEWHERE.includes(known.country))) return { name: { en: own }, site: known?.site };
  const near = AUTHORITIES.find(({ country }) => country === residence && !ELSEWHERE.includes(country));
  return near && named(near);
}

const named = ({ name, site }: Authority) => ({ name: { en: name }, site });
