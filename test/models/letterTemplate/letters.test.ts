import assert from 'node:assert/strict';
import { LANGUAGES } from '../../../domain/languages.ts';
import { TEMPLATE_KINDS } from '../../../domain/letters/parts.ts';
import { templateFaults } from '../../../domain/letters/template.ts';
import type { RuleViolation } from '../../../domain/ruleViolation.ts';
import type { By } from '../../../models/desk.ts';
import { inventedContext } from '../../../models/letterTemplate/preview.ts';
import { addTemplate, changeTemplate, type TemplateContent } from '../../../models/letterTemplate/save.ts';
import { LetterTemplate } from '../../../models/letterTemplate.ts';
import { settingChanges } from '../../../models/settingsChange/log.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import { previewOf } from '../../../views/templates/preview.ts';
import { startingText } from '../../../views/templates/starting.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { faultOf } from '../../support/faultOf.ts';
import { type Peer, smtpPeer } from '../../support/mail.ts';
import { letterAfter } from '../../support/post.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

const SCOPE = { kind: 'refusal', right: '', policy: '', language: 'en' };
const OWN: TemplateContent = {
  subject: 'Example Hosting decides on {{reference}}',
  body: 'Dear customer {{name}},\n\n{{decision}}\n\n{{ground}}\n\n{{facts}}\n\nWe are sorry.\n\n{{complaint}}',
  isUsed: true,
};

describe('A letter in the organisation’s own words', () => {
  let desk: TestDesk;
  let dpo: By;
  let peer: Peer;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    peer = await smtpPeer();
  });
  afterEach(() => peer.close());

  const faultIn = async (doing: Promise<unknown>) => (await faultOf(doing)) as RuleViolation;
  const refusal = async () => {
    const { reference } = await received(desk, desk.organisation, { rights: ['erasure'] });
    const given = { scope: 'whole', ground: 'legal-duty', reason: 'We keep invoices.' } as const;
    const sending = { by: 'mail' } as const;
    const sent = await letterAfter(desk, peer, () => refuse(desk, dpo, { reference }, { ...given, sending }));
    return { ...sent, reference };
  };

  it('goes out by mail with its subject and words, and with reference, date, ground and remedies', async () => {
    await addTemplate(desk, dpo, SCOPE, OWN);
    const { text, headers, reference } = await refusal();
    assert.equal(headers.subject, `Example Hosting decides on ${reference}`);
    assert.match(
      text,
      new RegExp(
        `^Example Hosting\nMonday 2 March 2026\nOur reference: ${reference}\n\nDear customer Ada Example,\n\nWe refuse your request\\.`,
      ),
    );
    for (const part of [
      /Art\. 17\(3\)\(b\) GDPR/,
      /We keep invoices\.\n\nWe are sorry\.\n\n/,
      /CNIL/,
      /court/,
      /\/status\//,
    ])
      assert.match(text, part);
    assert.doesNotMatch(text, /Dear Ada Example|reached us on/);
  });

  it('is that of the more specific template, in its language alone, and not while it is set aside', async () => {
    await addTemplate(desk, dpo, SCOPE, OWN);
    await addTemplate(desk, dpo, { ...SCOPE, language: 'fr' }, { ...OWN, subject: 'FR {{reference}}' });
    const id = await addTemplate(
      desk,
      dpo,
      { ...SCOPE, right: 'erasure' },
      { ...OWN, subject: 'Erasure {{reference}}' },
    );
    assert.match((await refusal()).headers.subject ?? '', /^Erasure R-/);
    await changeTemplate(desk, dpo, id, {
      ...OWN,
      subject: 'Erasure {{reference}}',
      isUsed: false,
      version: 1,
    });
    assert.match((await refusal()).headers.subject ?? '', /^Example Hosting decides/);
  });

  it('goes out in the desk’s words where its template is none any more', async () => {
    const id = await addTemplate(desk, dpo, SCOPE, OWN);
    await LetterTemplate.update({ body: '{{decision}}' }, { where: { id } });
    const { text } = await refusal();
    assert.match(text, /Dear Ada Example,\n\nYour request R-/);
    assert.match(text, /CNIL/);
  });

  it('cannot be saved without what the law fixes, twice for the same letters, or by whoever may not change settings', async () => {
    const save = (content: object, scope: object = {}, by = dpo) =>
      faultIn(addTemplate(desk, by, { ...SCOPE, ...scope }, { ...OWN, ...content }));
    assert.equal((await save({ body: 'No.' })).code, 'template-loses-decision');
    assert.equal((await save({}, { kind: 'status-code' })).field, 'kind');
    assert.equal((await save({}, { policy: 'nonsense' })).field, 'policy');
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    assert.equal((await save({}, {}, handler)).code, 'not-permitted');
    const id = await addTemplate(desk, dpo, SCOPE, OWN);
    assert.equal((await save({})).code, 'template-taken');
    const lost = changeTemplate(desk, dpo, id, { ...OWN, body: '{{decision}}', version: 1 });
    assert.equal((await faultIn(lost)).code, 'template-loses-ground');
  });

  it('has each of its versions in the log: who, when, what stood before; a stale change is refused', async () => {
    const id = await addTemplate(desk, dpo, SCOPE, OWN);
    desk.clock.set('2026-03-03T09:00:00Z');
    await changeTemplate(desk, dpo, id, { ...OWN, subject: 'New {{reference}}', version: 1 });
    await changeTemplate(desk, dpo, id, { ...OWN, subject: 'New {{reference}}', version: 2 });
    const { changes } = await settingChanges<TemplateContent | null, TemplateContent>(dpo, {
      kind: 'letter-template',
      subjectId: id,
    });
    assert.deepEqual(
      changes.map(({ at, actor, was, is }) => [at.toISOString(), actor, was?.subject, is.subject]),
      [
        ['2026-03-03T09:00:00.000Z', dpo.actor, OWN.subject, 'New {{reference}}'],
        ['2026-03-02T09:00:00.000Z', dpo.actor, undefined, OWN.subject],
      ],
    );
    assert.equal(
      (await faultIn(changeTemplate(desk, dpo, id, { ...OWN, version: 1 }))).code,
      'settings-changed',
    );
  });

  it('is of one organisation alone', async () => {
    const other = await anotherOrganisation(desk);
    const theirs = await staffMemberOf(desk, other);
    const id = await addTemplate(desk, theirs, SCOPE, OWN);
    assert.match((await refusal()).headers.subject ?? '', /our decision$/);
    assert.equal((await faultIn(changeTemplate(desk, dpo, id, { ...OWN, version: 1 }))).code, 'not-found');
  });

  it('begins as the desk’s own letter: of every kind, in every language, by mail and on paper it says the same', async () => {
    for (const kind of TEMPLATE_KINDS)
      for (const language of LANGUAGES)
        for (const channel of ['mail', 'post'] as const) {
          const scope = { kind, language, channel, right: 'access' as const, policy: null };
          const context = await inventedContext(desk, dpo, scope);
          const template = startingText(kind, language);
          assert.deepEqual(templateFaults(kind, template), [], kind);
          const [own, ours] = [previewOf(context, template), previewOf(context, undefined)];
          assert.equal(own?.text, ours?.text, `${kind} ${language} ${channel}`);
          assert.deepEqual(own?.sheet?.body, ours?.sheet?.body);
        }
  });
});
