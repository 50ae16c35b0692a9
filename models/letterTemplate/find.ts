import type { LetterheadText } from '../../domain/letters/letterhead.ts';
import { type TemplateKind, templateKind } from '../../domain/letters/parts.ts';
import { mostSpecific } from '../../domain/letters/specific.ts';
import { bodyFaults, type TemplateText, templateFaults } from '../../domain/letters/template.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By } from '../desk.ts';
import type { LetterData } from '../letter/queue.ts';
import type { Letter } from '../letter.ts';
import { letterheadOf } from '../letterhead/save.ts';
import { LetterTemplate } from '../letterTemplate.ts';
import type { ChangesPage } from '../settingsChange/log.ts';
import { type NamedChange, namedChanges } from '../settingsChange/named.ts';
import { SettingsChange } from '../settingsChange.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import type { TemplateContent } from './save.ts';

/** The words that a letter takes from its organisation; `unusable`: there are some, and the desk's own are used all the same. */
export type OwnLetter = {
  /** What heads and ends every letter to the person. */
  letterhead?: LetterheadText;
  template?: LetterWords;
  unusable?: boolean;
  /** The text of the organisation's template, also where the letter has one of its own. */
  standing?: string;
};
/** The text of a letter; without a subject it has the desk's. */
type LetterWords = { subject?: string; body: string };

/**
 * The template of a letter to the person: the most specific in use for its kind, language, right and policy. One that is no letter
 * of its kind any more, since a release changed what the law fixes, is left aside: the letter goes out in the desk's own words. The
 * text that its author wrote for this one letter goes before it, by the same rule.
 */
export async function ownLetter(
  letter: Pick<Letter, 'kind' | 'language' | 'organisationId'>,
  requests: readonly Pick<SubjectRequest, 'right'>[],
  { policyId }: Pick<SubjectRequest, 'policyId'>,
  { wording }: LetterData,
): Promise<OwnLetter> {
  const { organisationId, language } = letter;
  const letterhead = await letterheadOf(organisationId);
  const kind = templateKind(letter.kind);
  if (!kind) return { letterhead };
  const templates = await LetterTemplate.findAll({ where: { organisationId, kind, language, isUsed: true } });
  const found = mostSpecific(templates, { rights: requests.map(({ right }) => right), policy: policyId });
  const standing = found && isUsable(kind, found) ? { subject: found.subject, body: found.body } : undefined;
  const own = wording && bodyFaults(kind, wording).length === 0 ? wording : undefined;
  return {
    letterhead,
    template: own ? { subject: standing?.subject, body: own } : standing,
    unusable: (found !== undefined && !standing) || (wording !== undefined && !own),
    standing: standing?.body,
  };
}

/** Whether a template is a letter of its kind as the law stands now. */
export const isUsable = (kind: TemplateKind, text: TemplateText): boolean =>
  templateFaults(kind, text).length === 0;

/** All templates of an organisation, by kind in the order of a request's life. */
export const templatesOf = ({ organisationId }: Pick<By, 'organisationId'>): Promise<LetterTemplate[]> =>
  LetterTemplate.findAll({ where: { organisationId }, order: ['kind', 'language', 'id'] });

/** One of them; throws `not-found`, also for another organisation's. */
export async function templateById({ organisationId }: By, id: number): Promise<LetterTemplate> {
  const found = await LetterTemplate.findOne({ where: { id, organisationId } });
  if (!found) throw new RuleViolation('not-found');
  return found;
}

/** A version of a template: what stood before, nothing for the first, what it became, who wrote it and when. */
export type TemplateVersion = NamedChange<TemplateContent | null, TemplateContent>;

/** A page of the versions of one, the latest first. */
export const versionsOf = (by: By, id: number, before?: number): Promise<ChangesPage<TemplateVersion>> =>
  namedChanges(by, { kind: 'letter-template', subjectId: id }, before);

/** The words of one version, by its number in the log; throws `not-found`. */
export async function versionById(
  { organisationId }: By,
  subjectId: number,
  id: number,
): Promise<TemplateContent> {
  const where = { id, organisationId, subjectId, kind: 'letter-template' as const };
  const found = await SettingsChange.findOne({ where });
  if (!found) throw new RuleViolation('not-found');
  return JSON.parse(found.is) as TemplateContent;
}
