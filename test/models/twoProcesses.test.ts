import assert from 'node:assert/strict';
import { everyEdition } from '../../domain/policies/editions.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { Attachment } from '../../models/attachment.ts';
import { makeCode } from '../../models/code/codes.ts';
import { digitsOf } from '../../models/code/digits.ts';
import { Code } from '../../models/code.ts';
import { addDraftFiles, draftFiles, readDraft, saveAnswers } from '../../models/draft/drafts.ts';
import { Draft } from '../../models/draft.ts';
import { Letter } from '../../models/letter.ts';
import { declareDay, declaredDaysOf } from '../../models/organisation/declaredDays.ts';
import { overridesOf } from '../../models/organisation/overrides.ts';
import { Organisation } from '../../models/organisation.ts';
import { OrganisationPolicy } from '../../models/organisationPolicy.ts';
import { PolicyRecord } from '../../models/policyRecord.ts';
import { askClarification } from '../../models/subjectRequest/clarification.ts';
import { detailsOf } from '../../models/subjectRequest/sealed.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { Submission } from '../../models/submission.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { pairOfSuite } from '../support/pair.ts';
import { promiseBy } from '../support/promises.ts';
import { sendingOf } from '../support/publicForm.ts';
import { received, staffMemberOf } from '../support/requests.ts';

const WHO = {
  name: 'Ada Example',
  email: 'ada@example.org',
  noEmail: false,
  postalAddress: '',
  customerNumber: '',
};
const ANSWERS = {
  rights: ['erasure' as const],
  who: WHO,
  behalf: { for: 'self' as const, otherName: '', relation: '', authority: '' },
  about: 'As it was first',
};
const FILE = { name: 'contract.txt', mediaType: 'text/plain', content: Buffer.from('A clause') };

describe('Two processes at once', function () {
  this.timeout(30_000);
  const pair = pairOfSuite();
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await deskForTests();
  });

  describe('in an organisation', () => {
    const fields = (changes = {}) => {
      const { wrappedKey, formerPolicy: policy, languages, ...rest } = desk.organisation.get({ plain: true });
      return { ...rest, policy, languages: languages.split(','), ...changes };
    };

    it('that make one with the same short name: one does it, the other is told that it is taken', async () => {
      const given = { name: 'Twice', slug: 'twice' };
      assert.deepEqual((await pair.both(desk, 'createOrganisation', [given])).sort(), ['done', 'slug-taken']);
      assert.equal(await Organisation.count({ where: { slug: 'twice' } }), 1);
    });

    it('that start on an empty desk make its first organisation once', async () => {
      await OrganisationPolicy.destroy({ where: {} });
      await desk.organisation.destroy();
      assert.deepEqual(await pair.both(desk, 'ensureFirstOrganisation', []), ['done', 'done']);
      assert.equal(await Organisation.count(), 1);
      assert.equal(await OrganisationPolicy.count(), 1);
    });

    it('that add to its list of policies from the same page: one does it, the other is told that it has changed', async () => {
      const by = await staffMemberOf(desk, desk.organisation);
      const add = (policy: string, residence: string) => [
        by,
        1,
        { policy, residence, category: '', customer: '' },
      ];
      const both = await pair.both(desk, 'addPolicy', add('fadp-ch', 'CH'), add('uk-gdpr', 'GB'));
      assert.deepEqual(both.sort(), ['done', 'settings-changed']);
      assert.equal(await OrganisationPolicy.count(), 2);
    });

    it('that save its settings from the same page: one does it, the other is told that the page is stale', async () => {
      const by = await staffMemberOf(desk, desk.organisation);
      const save = (name: string) => [by, desk.organisation.version, fields({ name })];
      const both = await pair.both(desk, 'changeOrganisation', save('One'), save('Two'));
      assert.deepEqual(both.sort(), ['done', 'stale']);
    });

    it('that give a new one and an old one the same short name: one does it, the other is told that it is taken', async () => {
      const by = await staffMemberOf(desk, desk.organisation);
      const both = await pair.meet(
        desk,
        ['changeOrganisation', by, 1, fields({ slug: 'twice' })],
        ['createOrganisation', { name: 'Twice', slug: 'twice' }],
      );
      assert.deepEqual(both.sort(), ['done', 'slug-taken']);
    });

    it('that declare days keep both, and one that is taken back meanwhile goes', async () => {
      const by = await staffMemberOf(desk, desk.organisation);
      const day = { on: '2026-05-04', name: 'Day of rest', source: 'Gazette', working: false };
      const declared = async () => declaredDaysOf(await desk.organisation.reload()).map(({ on }) => on);
      await pair.both(desk, 'declareDay', [by, day], [by, { ...day, on: '2026-05-05' }]);
      assert.deepEqual(await declared(), ['2026-05-04', '2026-05-05']);
      await declareDay(desk, by, { ...day, on: '2026-05-06' });
      await pair.meet(
        desk,
        ['withdrawDay', by, '2026-05-04'],
        ['declareDay', by, { ...day, on: '2026-05-07' }],
      );
      assert.deepEqual(await declared(), ['2026-05-05', '2026-05-06', '2026-05-07']);
    });

    it('that give clocks its own numbers keep both', async () => {
      await promiseBy(desk, 'scalingo-privacy@2015');
      const by = await staffMemberOf(desk, desk.organisation);
      const own = { clock: 'account-deletion', period: 'PT48H', from: '2026-03-02', reason: 'Backups' };
      const both = await pair.both(desk, 'overrideClock', [by, own], [by, { ...own, period: 'PT36H' }]);
      assert.deepEqual(both, ['done', 'done']);
      const periods = overridesOf(await desk.organisation.reload()).map(({ period }) => period);
      assert.deepEqual(periods.sort(), ['PT36H', 'PT48H']);
    });

    it('that start with one pack in two wordings: one keeps its own, the other is told what changed', async () => {
      const worded = (authority: string) => [[{ ...(desk.packs[0] as PolicyPack), authority }]];
      const both = await pair.both(desk, 'syncPolicies', worded('One'), worded('Another'));
      assert.deepEqual(both.sort(), ['done', 'pack-changed']);
      assert.equal(await PolicyRecord.count(), everyEdition(desk.packs.slice(0, 1)).length);
    });

    it('that start with the same packs, in whatever order they read them, keep each once', async () => {
      const both = await pair.both(desk, 'syncPolicies', [desk.packs], [desk.packs.toReversed()]);
      assert.deepEqual(both, ['done', 'done']);
      assert.equal(await PolicyRecord.count(), everyEdition(desk.packs).length);
    });
  });

  describe('on a form', () => {
    const by = () => ({
      organisationId: desk.organisation.id,
      actor: 'person' as const,
      role: 'person' as const,
    });

    it('that save answers to two questions keep both', async () => {
      const token = await saveAnswers(desk, by(), '', { rights: ['access'] });
      await pair.both(desk, 'saveAnswers', [by(), token, { who: WHO }], [by(), token, { about: 'All' }]);
      const draft = await readDraft(desk, by(), token);
      assert.deepEqual(draft?.answers, { rights: ['access'], who: WHO, about: 'All' });
    });

    it('that add files keep no more than it may have', async () => {
      const token = await saveAnswers(desk, by(), '', {});
      const both = await pair.both(desk, 'addDraftFiles', [by(), token, [FILE], 1]);
      assert.deepEqual(both.sort(), ['done', 'files-too-many']);
      assert.equal((await draftFiles(desk, token)).length, 1);
    });

    it('that send it make one submission, and both give it', async () => {
      const token = await saveAnswers(desk, by(), '', ANSWERS);
      const both = await pair.both(desk, 'sendDraft', [by(), token, await sendingOf(desk, by(), token)]);
      assert.deepEqual([both, await Submission.count()], [['done', 'done'], 1]);
    });

    it('that send it and take a file out: all is sent as it was shown, or nothing', async () => {
      const token = await saveAnswers(desk, by(), '', ANSWERS);
      await addDraftFiles(desk, by(), token, Array(8).fill(FILE));
      const last = (await draftFiles(desk, token)).at(-1)?.id;
      const both = await pair.meet(
        desk,
        ['sendDraft', by(), token, await sendingOf(desk, by(), token)],
        ['removeDraftFile', by(), token, last],
      );
      assert.deepEqual(both, ['done', 'done']);
      const sent = await Submission.count();
      assert.deepEqual(
        [sent, await Attachment.count(), (await draftFiles(desk, token)).length],
        sent === 1 ? [1, 8, 0] : [0, 0, 7],
      );
    });

    it('that send it and save an answer: all is sent as it was shown, or nothing; what was saved waits', async () => {
      const token = await saveAnswers(desk, by(), '', ANSWERS);
      await pair.meet(
        desk,
        ['saveAnswers', by(), token, { about: 'As it is now' }],
        ['sendDraft', by(), token, await sendingOf(desk, by(), token)],
      );
      const requests = await SubjectRequest.findAll();
      assert.deepEqual(
        requests.map((request) => detailsOf(desk, request).about),
        requests.map(() => 'As it was first'),
      );
      assert.equal(await Draft.count(), 1);
    });

    it('that forget it and save an answer: what was saved is kept', async () => {
      const token = await saveAnswers(desk, by(), '', ANSWERS);
      desk.clock.advance({ hours: 23, minutes: 59 });
      const soon = new Date(desk.clock().getTime() + 60_000);
      await pair.meet(desk, ['saveAnswers', by(), token, { about: 'Now' }], ['forgetDrafts', soon]);
      assert.equal(await Draft.count(), 1);
    });
  });

  describe('on codes and letters', () => {
    const posting = () => ({ postedAt: desk.clock(), proof: 'Letter 7' });
    const waiting = async () => {
      const request = await received(desk, desk.organisation);
      const by = await staffMemberOf(desk, desk.organisation);
      await Letter.update({ state: 'sent' }, { where: {} });
      const question = { question: 'Which account?', sending: { by: 'mail' as const } };
      await askClarification(desk, by, { reference: request.reference }, question);
      const letter = await Letter.findOne({ where: { state: 'queued' }, rejectOnEmpty: true });
      return { by, letter };
    };

    it('that try a wrong code count two tries, and the right one opens once', async () => {
      await makeCode(desk, 'status', '7');
      const code = await Code.findOne({ rejectOnEmpty: true });
      assert.deepEqual(await pair.both(desk, 'useCode', ['status', '7', 'wrong']), ['no', 'no']);
      assert.equal((await code.reload()).tries, 2);
      const name = await makeCode(desk, 'status', '8');
      const both = await pair.both(desk, 'useCode', ['status', '8', digitsOf(desk, name)]);
      assert.deepEqual(both.sort(), ['done', 'no']);
    });

    it('that post the same letter: one does it, the other is told that it has gone', async () => {
      const { by, letter } = await waiting();
      const both = await pair.both(desk, 'recordPosting', [by, letter.id, posting()]);
      assert.deepEqual(both.sort(), ['done', 'letter-gone']);
    });

    it('that post a letter and hand it to the mail server: it goes one way', async () => {
      const { by, letter } = await waiting();
      const both = await pair.meet(desk, ['claimLetter'], ['recordPosting', by, letter.id, posting()]);
      const { state, attempts } = await letter.reload();
      const ways = { mail: ['done', 'letter-gone', 'queued', 1], post: ['no', 'done', 'sent', 0] };
      assert.deepEqual([...both, state, attempts], both[0] === 'done' ? ways.mail : ways.post);
    });

    it('that put a letter next to be sent both do, and of two that hand it over one gets it', async () => {
      const { by, letter } = await waiting();
      assert.deepEqual(await pair.both(desk, 'retryLetter', [by, letter.id]), ['done', 'done']);
      assert.deepEqual((await pair.both(desk, 'claimLetter', [])).sort(), ['done', 'no']);
    });
  });
});
