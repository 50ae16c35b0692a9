import assert from 'node:assert/strict';
import type { Intake } from '../../models/subjectRequest/receive.ts';
import { refuse } from '../../models/subjectRequest/refusal.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { type Peer, smtpPeer } from '../support/mail.ts';
import { letterAfter } from '../support/post.ts';
import { promiseBy } from '../support/promises.ts';
import { received, staffMemberOf } from '../support/requests.ts';

const BY_MAIL = { sending: { by: 'mail' as const } };

describe('A letter of a company in Paris', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  let peer: Peer;

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-01-31T10:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    peer = await smtpPeer();
  });
  afterEach(() => peer.close());

  const letterOf = (verb: () => Promise<unknown>) => letterAfter(desk, peer, verb);
  const target = ({ reference }: SubjectRequest) => ({ reference });
  const open = (changes: Partial<Intake> = {}) =>
    received(desk, desk.organisation, { rights: ['access'], ...changes });

  it('cites the law of the request, not that of the country of the organisation: UK GDPR and the ICO for a company in Paris', async () => {
    await promiseBy(desk, 'uk-gdpr');
    const request = await open({ rights: ['erasure'] });
    const input = { scope: 'part' as const, ground: 'legal-duty', reason: 'Invoices of 2025', ...BY_MAIL };
    const { text } = await letterOf(() => refuse(desk, dpo, target(request), input));
    assert.match(text, /legal duty or a public task \(Art\. 17\(3\)\(b\) UK GDPR\)\./);
    assert.match(
      text,
      /\(Data Protection Act 2018, s\. 165\) and go to court \(Data Protection Act 2018, s\. 167\)/,
    );
    assert.match(text, /Information Commissioner’s Office \(ICO\), https:\/\/ico\.org\.uk/);
    assert.doesNotMatch(text, /CNIL|Art\. 77| GDPR\)(?<! UK GDPR\))/);
  });

  it('cites the Swiss Act: a civil court, and a report to the FDPIC', async () => {
    await promiseBy(desk, 'fadp-ch');
    const request = await open({ rights: ['access'], language: 'fr' });
    const input = {
      scope: 'whole' as const,
      ground: 'interests-of-others',
      reason: 'Deux appels',
      ...BY_MAIL,
    };
    const { text } = await letterOf(() => refuse(desk, dpo, target(request), input));
    assert.match(text, /intérêts prépondérants d’un tiers l’exigent \(art\. 26\(1\)\(b\) LPD\)/);
    assert.match(text, /recours devant le juge civil \(art\. 32\(2\) LPD\)/);
    assert.match(text, /signaler le cas à l’autorité de protection des données \(art\. 49 LPD\)/);
    assert.match(text, /L’autorité\u00a0: Préposé fédéral/);
    assert.doesNotMatch(text, /CNIL|RGPD|réclamation/);
  });

  it('is refused by a ground of its own law alone: the GDPR’s is none under the CCPA', async () => {
    await promiseBy(desk, 'ccpa');
    const request = await open({ rights: ['erasure'] });
    const input = { scope: 'part' as const, ground: 'legal-duty', reason: 'Invoices of 2025', ...BY_MAIL };
    await assert.rejects(refuse(desk, dpo, target(request), input), { code: 'ground-missing' });
    const { text } = await letterOf(() =>
      refuse(desk, dpo, target(request), { ...input, ground: 'needed-data' }),
    );
    assert.match(text, /\(Cal\. Civ\. Code § 1798\.105\(d\)\)/);
    assert.match(text, /complain to the data protection authority \(Cal\. Civ\. Code § 1798\.199\.45\)\.\n/);
    assert.doesNotMatch(text, /court|GDPR|CNIL/);
  });
});
