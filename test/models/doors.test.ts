import assert from 'node:assert/strict';
import { AGENTS, ROLES } from '../../domain/permissions.ts';
import type { By } from '../../models/desk.ts';
import { addDraftFiles, removeDraftFile, saveAnswers } from '../../models/draft/drafts.ts';
import { forgetFiles, keepFiles } from '../../models/draft/keptFiles.ts';
import { sendDraft } from '../../models/draft/send.ts';
import { keepTyped } from '../../models/draft/typed.ts';
import { recordPosting } from '../../models/letter/deliveries.ts';
import { retryLetter } from '../../models/letter/outbox.ts';
import { keepPrinted, letterToPrint } from '../../models/letter/printing.ts';
import { recordTaken } from '../../models/letter/recordTaken.ts';
import { Letter } from '../../models/letter.ts';
import { removeCategory, wordCategory } from '../../models/organisation/categories.ts';
import { changeOrganisation } from '../../models/organisation/change.ts';
import { declareDay, withdrawDay } from '../../models/organisation/declaredDays.ts';
import { overrideClock } from '../../models/organisation/overrides.ts';
import { addPolicy, changePolicy, movePolicy, removePolicy } from '../../models/organisation/policyList.ts';
import { keepList, rememberQueue } from '../../models/savedView/keep.ts';
import { receiveRequest } from '../../models/subjectRequest/receive.ts';
import { inviteUser } from '../../models/user/invite.ts';
import { changeRole, removeMember } from '../../models/user/members.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { intakeOf, received, staffMemberOf } from '../support/requests.ts';

const SETTINGS = 'administrator dpo';
const USERS = 'administrator dpo command-line';
const posting = { postedAt: new Date('2026-03-02T10:00:00Z'), proof: 'Receipt 1' };
const day = { on: '2026-07-01', name: 'A day', source: 'A decree', working: false };
const row = { policy: 'fadp-ch', residence: 'CH', category: '', customer: '' };
const number = { clock: 'x', period: 'P1D', from: '2026-07-01', reason: 'x' };
const file = { name: 'a.txt', mediaType: 'text/plain', content: Buffer.from('a') };

/** Everything that writes beside the verbs of a request, and who may: written out here, not asked of the code. */
const DOORS: [name: string, who: string, act: (desk: TestDesk, by: By) => Promise<unknown>][] = [
  ['try a letter again', 'dpo', async (desk, by) => retryLetter(desk, by, await aLetter())],
  [
    'record a letter as taken',
    'dpo',
    async (desk, by) => recordTaken(desk, by, await aPerhapsTaken(), posting),
  ],
  ['record a letter as posted', 'dpo', async (desk, by) => recordPosting(desk, by, await aLetter(), posting)],
  [
    'read a letter with its codes, to print it',
    'dpo handler',
    async (desk, by) => letterToPrint(desk, by, 999),
  ],
  [
    'keep a letter as it was printed',
    'dpo handler',
    async (desk, by) => keepPrinted(desk, by, await aPaperLetter(), { subject: 'x', text: 'y' }),
  ],
  [
    'keep what a browser typed whose log-in had ended',
    'person',
    (desk, by) => keepTyped(desk, by, { address: '/requests/new', fields: [] }, []),
  ],
  ['change the organisation', SETTINGS, (desk, by) => changeOrganisation(desk, by, 99, fieldsOf(desk))],
  ['add a policy', SETTINGS, (desk, by) => addPolicy(desk, by, 99, row)],
  ['change a policy', SETTINGS, (desk, by) => changePolicy(desk, by, 99, 999, row)],
  ['move a policy', SETTINGS, (desk, by) => movePolicy(desk, by, 99, 999, 'up')],
  ['take a policy out', SETTINGS, (desk, by) => removePolicy(desk, by, 99, 999)],
  ['name a kind of data', SETTINGS, (desk, by) => wordCategory(desk, by, 99, { id: 'a', en: 'A', fr: '' })],
  ['take its name away', SETTINGS, (desk, by) => removeCategory(desk, by, 99, 'a')],
  ['declare a day', 'dpo', (desk, by) => declareDay(desk, by, day)],
  ['take a declared day back', 'dpo', (desk, by) => withdrawDay(desk, by, day.on)],
  ['give a clock its own number', SETTINGS, (desk, by) => overrideClock(desk, by, number)],
  ['invite somebody', USERS, (desk, by) => inviteUser(desk, by, { email: 'a@example.org', role: 'dpo' })],
  ['change a role', USERS, (desk, by) => changeRole(desk, by, 999, 'reader')],
  ['take somebody out', USERS, (desk, by) => removeMember(desk, by, 999)],
  ['keep the files of a form', 'dpo handler', (desk, by) => keepFiles(desk, by, [file])],
  [
    'keep a list for oneself',
    'dpo handler reader',
    (desk, by) => keepList(desk, by, { name: 'x', query: '', isShared: false }),
  ],
  [
    'keep a list for all',
    'dpo handler',
    (desk, by) => keepList(desk, by, { name: 'x', query: '', isShared: true }),
  ],
  ['remember columns', 'dpo handler reader', (_desk, by) => rememberQueue(by, {})],
  ['let go of them', 'dpo handler', (desk, by) => forgetFiles(desk, by, 'x')],
  ['write in the public form', 'person', (desk, by) => saveAnswers(desk, by, 'x', { rights: ['access'] })],
  ['add a file to it', 'person', (desk, by) => addDraftFiles(desk, by, 'x', [file])],
  ['take a file out of it', 'person', (desk, by) => removeDraftFile(desk, by, 'x', 1)],
  ['send it', 'person', (desk, by) => sendDraft(desk, by, 'x', { formKey: 'y', shown: '', language: 'en' })],
  ['send a request by the form', 'person', (desk, by) => receiveRequest(desk, by, intakeOf(desk))],
  [
    'log one by hand',
    'dpo handler',
    (desk, by) => receiveRequest(desk, by, intakeOf(desk, { channel: 'post' })),
  ],
];

const aLetter = async () => (await Letter.findOne({ rejectOnEmpty: true })).id;
const aPerhapsTaken = async () => {
  await Letter.update({ perhapsTakenAt: new Date('2026-03-02T09:00:00Z') }, { where: {} });
  return aLetter();
};
const aPaperLetter = async () => {
  await Letter.update({ channel: 'post', state: 'queued' }, { where: {} });
  return aLetter();
};
const fieldsOf = ({ organisation }: TestDesk) => ({
  ...organisation.get({ plain: true }),
  policy: 'gdpr-eu',
  languages: ['en'] as ['en'],
});

describe('What is written beside the verbs of a request', () => {
  let desk: TestDesk;
  let dpo: By;
  before(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    await received(desk, desk.organisation);
  });

  for (const [name, who, act] of DOORS) {
    it(`lets ${who} ${name}, and nobody else`, async () => {
      for (const role of [...ROLES, ...AGENTS]) {
        const code = await codeOf(act(desk, { ...dpo, role }));
        if (who.split(' ').includes(role)) assert.notEqual(code, 'not-permitted', role);
        else assert.equal(code, 'not-permitted', role);
      }
    });
  }
});

const codeOf = (doing: Promise<unknown>): Promise<string | undefined> =>
  doing.then(
    () => undefined,
    (error) => error.code,
  );
