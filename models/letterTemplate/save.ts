import { asLanguage } from '../../domain/languages.ts';
import { templateKind } from '../../domain/letters/parts.ts';
import { type TemplateText, templateFaults } from '../../domain/letters/template.ts';
import { assertMay } from '../../domain/permissions.ts';
import { RIGHTS } from '../../domain/rights.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { LetterTemplate } from '../letterTemplate.ts';
import { lockedOrganisation } from '../organisation/find.ts';
import { noteSetting } from '../settingsChange/log.ts';

/** Which letters a template is for; `right` and `policy` are empty for all. */
export type TemplateScopeGiven = { kind: string; right: string; policy: string; language: string };
/** What of a template may change. */
export type TemplateContent = TemplateText & { isUsed: boolean };

/** Adds a template. Throws the first fault of its text, and `template-taken` where there is one for these letters. Logged. Gives its number. */
export async function addTemplate(
  desk: Desk,
  by: By,
  given: TemplateScopeGiven,
  content: TemplateContent,
): Promise<number> {
  assertMay(by, 'change-settings');
  const scope = scopeIn(desk, given);
  refuseFaulty(scope.kind, content);
  const { organisationId } = by;
  return inTransaction(desk.database, async () => {
    await lockedOrganisation(organisationId);
    if ((await LetterTemplate.count({ where: { organisationId, ...scope } })) > 0)
      throw new RuleViolation('template-taken', {}, 'kind');
    const { id } = await LetterTemplate.create({
      organisationId,
      ...scope,
      ...content,
      createdAt: desk.clock(),
    });
    await noteSetting(desk, by, { kind: 'letter-template', subjectId: id }, { was: null, is: content });
    return id;
  });
}

/** Changes one, if nobody has since `version` was read. Sent as it stood it changes nothing. Logged with what stood before. */
export async function changeTemplate(
  desk: Desk,
  by: By,
  id: number,
  { version, ...content }: TemplateContent & { version: number },
): Promise<void> {
  assertMay(by, 'change-settings');
  const { organisationId } = by;
  await inTransaction(desk.database, async () => {
    await lockedOrganisation(organisationId);
    const row = await LetterTemplate.findOne({ where: { id, organisationId } });
    if (!row) throw new RuleViolation('not-found');
    refuseFaulty(row.kind, content);
    if (row.version !== version) throw new RuleViolation('settings-changed');
    const { subject, body, isUsed } = row;
    const was: TemplateContent = { subject, body, isUsed };
    if (JSON.stringify(was) === JSON.stringify(content)) return;
    await row.update({ ...content, version: version + 1 });
    await noteSetting(desk, by, { kind: 'letter-template', subjectId: id }, { was, is: content });
  });
}

function scopeIn(desk: Desk, { kind, right, policy, language }: TemplateScopeGiven) {
  const known = {
    kind: templateKind(kind),
    right: right === '' ? null : RIGHTS.find((one) => one === right),
    policy: policy === '' ? null : desk.packs.find(({ id }) => id === policy)?.id,
    language: asLanguage(language),
  };
  const { kind: of, right: about, policy: under, language: written } = known;
  if (!of) throw new RuleViolation('scope-missing', {}, 'kind');
  if (about === undefined) throw new RuleViolation('scope-missing', {}, 'right');
  if (under === undefined) throw new RuleViolation('policy-unknown', {}, 'policy');
  if (!written) throw new RuleViolation('scope-missing', {}, 'language');
  return { kind: of, right: about, policy: under, language: written };
}

function refuseFaulty(kind: LetterTemplate['kind'], content: TemplateContent): void {
  const [fault] = templateFaults(kind, content);
  if (fault) throw fault;
}
