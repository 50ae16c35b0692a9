import assert from 'node:assert/strict';
import { deliverLetters } from '../../jobs/deliverLetters.ts';
import { Organisation } from '../../models/organisation.ts';
import { askClarification } from '../../models/subjectRequest/clarification.ts';
import { close } from '../../models/subjectRequest/closure.ts';
import { extendDeadline } from '../../models/subjectRequest/extension.ts';
import { askIdentity, rejectIdentity } from '../../models/subjectRequest/identity.ts';
import type { Intake } from '../../models/subjectRequest/receive.ts';
import { refuse } from '../../models/subjectRequest/refusal.ts';
import { withdraw } from '../../models/subjectRequest/withdrawal.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { answer } from '../support/answering.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { mailerTo, type Peer, smtpPeer } from '../support/mail.ts';
import { receive, received, staffMemberOf } from '../support/requests.ts';

const BY_MAIL = { sending: { by: 'mail' as const } };
const IN_GERMAN: Partial<Intake> = {
  language: 'de',
  person: { name: 'Jörg Beispiel', email: 'joerg@example.org' },
};
/** Words that no German letter holds; the links are left out. */
const ENGLISH = /\b(the|your|you|request|answer|with|and|of|date|by)\b/i;

describe('A letter in German', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  let peer: Peer;

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-01-31T10:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    peer = await smtpPeer();
    const germany = { name: 'Beispiel GmbH', calendar: 'DE-BE', zone: 'Europe/Berlin' };
    await Organisation.update(germany, { where: { id: desk.organisation.id } });
  });
  afterEach(() => peer.close());

  /** The letter that leaves after a verb: nothing in it is English, and it says in which language it is. */
  const letterOf = async (verb: () => Promise<unknown>): Promise<string> => {
    await verb();
    await deliverLetters(desk, mailerTo(peer.url));
    const last = peer.inbox.at(-1);
    assert.ok(last);
    assert.equal(last.headers['content-language'], 'de');
    const said = `${last.headers.subject}\n\n${last.text}`;
    assert.doesNotMatch(said.replaceAll(/https?:\S+|\S+@\S+|^1 Sample Street.*$/gm, ''), ENGLISH);
    return said;
  };
  const target = ({ reference }: SubjectRequest) => ({ reference });
  const open = (changes: Partial<Intake> = {}) =>
    received(desk, desk.organisation, { ...IN_GERMAN, rights: ['access'], ...changes });

  it('of receipt has the dates, the links and the authority', async () => {
    const said = await letterOf(() =>
      receive(desk, desk.organisation, { ...IN_GERMAN, rights: ['access', 'restriction'] }),
    );
    assert.match(said, /^Ihre Anträge R-\S+, R-\S+ sind bei uns eingegangen\n/);
    assert.match(said, /am Samstag, 31\. Januar 2026, 11:00\u00a0Uhr \(Berlin\) bei uns eingegangen\./);
    assert.match(said, /Auskunft über personenbezogene Daten/);
    assert.match(said, /Einschränkung der Verarbeitung/);
    assert.match(said, /Wir antworten Ihnen bis Montag, 2\. März 2026\./);
    assert.match(said, /beschweren \(Art\. 77 DSGVO\)/);
  });

  it('asks for what shows the identity, and for a clarification', async () => {
    const asked = await letterOf(async () =>
      askIdentity(desk, dpo, target(await open()), {
        doubt: 'Zwei dieses Namens',
        needed: 'Ihre Kundennummer',
        ...BY_MAIL,
      }),
    );
    assert.match(asked, /Guten Tag Jörg Beispiel,/);
    assert.match(asked, /Zwei dieses Namens[\s\S]*Ihre Kundennummer[\s\S]*angehalten/);
    const question = { question: 'Welche Daten meinen Sie?', ...BY_MAIL };
    const said = await letterOf(async () => askClarification(desk, dpo, target(await open()), question));
    assert.match(said, /: eine Frage\n[\s\S]*Welche Daten meinen Sie\?/);
  });

  it('extends with the ground, the article and the new date', async () => {
    const words = { ground: 'both' as const, reason: 'Drei Systeme', ...BY_MAIL };
    const said = await letterOf(async () => extendDeadline(desk, dpo, target(await open()), words));
    assert.match(said, /^Ihr Antrag R-\S+: Wir antworten bis Donnerstag, 30\. April 2026\n/);
    assert.match(said, /viele Anträge vorliegen \(Art\. 12 Abs\. 3 DSGVO\)/);
    assert.match(said, /Das sind 3 Monate ab dem Tag/);
    assert.match(
      said,
      /beschweren \(Art\. 77 DSGVO\) und einen gerichtlichen Rechtsbehelf einlegen \(Art\. 79 DSGVO\)/,
    );
  });

  it('answers and refuses, with the ground and its article', async () => {
    const words = { text: 'Berichtigt.', files: [], nothingHeld: '', unconfirmed: 'Bekannt', ...BY_MAIL };
    const answered = await letterOf(async () =>
      answer(desk, dpo, target(await open({ rights: ['rectification'] })), words),
    );
    assert.match(answered, /bis Montag, 2\. März 2026, 11:00\u00a0Uhr \(Berlin\) verfügbar/);
    const duty = { scope: 'part' as const, ground: 'legal-duty', reason: 'Rechnungen von 2025', ...BY_MAIL };
    const refused = await letterOf(async () =>
      refuse(desk, dpo, target(await open({ rights: ['erasure'] })), duty),
    );
    assert.match(refused, /Wir lehnen einen Teil Ihres Antrags ab\./);
    assert.match(
      refused,
      /Erfüllung einer rechtlichen Verpflichtung oder einer öffentlichen Aufgabe erforderlich \(Art\. 17 Abs\. 3 Buchst\. b DSGVO\)\./,
    );
  });

  it('ends a request with its reason', async () => {
    const { requests } = await receive(desk, desk.organisation, IN_GERMAN);
    const reason = { reason: 'Drei Schreiben blieben unbeantwortet', ...BY_MAIL };
    const silent = requests[0] as SubjectRequest;
    assert.match(await letterOf(() => close(desk, dpo, target(silent), reason)), /unbeantwortet/);
    const rejected = await letterOf(async () => rejectIdentity(desk, dpo, target(await open()), reason));
    assert.match(rejected, /\(Art\. 11 Abs\. 2 und 12 Abs\. 6 DSGVO\)/);
    const back = await letterOf(async () => withdraw(desk, dpo, target(await open()), { reason: '' }));
    assert.match(back, /^Sie haben Ihren Antrag R-\S+ zurückgenommen\n/);
  });
});
