import { noteAbsence } from '../../models/absence/note.ts';
import { Absence } from '../../models/absence.ts';
import { answerTokenOf } from '../../models/answerPackage/link.ts';
import { Attachment } from '../../models/attachment.ts';
import { hashOfToken, sealJson } from '../../models/crypto/keyring.ts';
import { type By, byPerson } from '../../models/desk.ts';
import { addDraftFiles, draftFiles, saveAnswers } from '../../models/draft/drafts.ts';
import { keepFiles } from '../../models/draft/keptFiles.ts';
import { keepTyped } from '../../models/draft/typed.ts';
import { Letter } from '../../models/letter.ts';
import { wordCategory } from '../../models/organisation/categories.ts';
import { policiesOf } from '../../models/organisation/policies.ts';
import { addPolicy } from '../../models/organisation/policyList.ts';
import type { Organisation } from '../../models/organisation.ts';
import { OwnerLink } from '../../models/ownerLink.ts';
import { confirmIdentity } from '../../models/subjectRequest/identity.ts';
import { receiveRequest } from '../../models/subjectRequest/receive.ts';
import { keyOf } from '../../models/subjectRequest/sealed.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { mailboxTokenOf } from '../../models/submission/links.ts';
import { sendStatusCode } from '../../models/submission/statusCode.ts';
import { addSystem } from '../../models/system/save.ts';
import { handOut } from '../../models/task/handOut.ts';
import { ownerTokenOf } from '../../models/task/ownerLinks.ts';
import { SystemTask } from '../../models/task.ts';
import { transmissionTokenOf } from '../../models/transmission/link.ts';
import { Transmission } from '../../models/transmission.ts';
import { answer } from './answering.ts';
import type { TestDesk } from './desk.ts';
import { lettersGoOut } from './post.ts';
import { intakeOf, staffMemberOf } from './requests.ts';
import { systemForm } from './systems.ts';

const file = (name: string) => ({ name, mediaType: 'text/plain', content: Buffer.from(name) });

/** One of everything that an address or a form can name, all of one organisation. */
export async function placeOf(desk: TestDesk, organisation: Organisation) {
  const person = byPerson(organisation.id);
  const dpo = await staffMemberOf(desk, organisation);
  const colleague = await staffMemberOf(desk, organisation, 'handler');
  const intake = intakeOf(desk, { rights: ['access'], files: [file('passport.txt')] });
  const { requests, statusToken } = await receiveRequest(desk, person, intake);
  const [request] = requests;
  if (!request) throw new Error('nothing was received');
  const target = { reference: request.reference };
  await addSystem(
    desk,
    dpo,
    systemForm({ name: `CRM ${intake.formKey}`, ownerEmail: 'zoe@example.org', categories: ['orders'] }),
  );
  await confirmIdentity(desk, dpo, target, { method: 'question', note: '' });
  const { system, tasksToken, task, ownerLink } = await handedOutIn(desk, dpo, target);
  const files = [file('all we hold.txt')];
  await answer(desk, dpo, target, {
    text: 'Here.',
    files,
    unconfirmed: 'Known to us',
    nothingHeld: '',
    incomplete: 'The rest is still to come.',
    followsOn: '2031-01-31',
    sending: { by: 'mail' },
  });
  const answerToken = answerTokenOf(desk, request.id, (await request.reload()).version - 1);
  await lettersGoOut(desk);
  await sendStatusCode(desk, person, { reference: request.reference, email: 'ada@example.org' });
  const where = { requestId: request.id };
  const handedOut = await Attachment.findOne({ where: { ...where, purpose: 'answer' }, rejectOnEmpty: true });
  const given = await Attachment.findOne({
    where: { ...where, purpose: 'answer-draft' },
    rejectOnEmpty: true,
  });
  const brought = await Attachment.findOne({ where: { ...where, purpose: 'request' }, rejectOnEmpty: true });
  const letter = await Letter.findOne({ where: { ...where, kind: 'status-code' }, rejectOnEmpty: true });
  const receipt = await Letter.findOne({ where: { ...where, kind: 'receipt' }, rejectOnEmpty: true });
  const draft = await saveAnswers(desk, person, '', { rights: ['access'] });
  await addDraftFiles(desk, person, draft, [file('draft.txt')]);
  const [drafted] = await draftFiles(desk, draft);
  await request.reload();
  const category = `kind-${organisation.id}`;
  await organisation.reload();
  await wordCategory(desk, dpo, organisation.version, { id: category, en: 'A kind of data', fr: '' });
  await organisation.reload();
  const swiss = { policy: 'fadp-ch', residence: 'CH', category: '', customer: '' };
  if (!(await policiesOf(desk, dpo)).some(({ policy }) => policy === swiss.policy))
    await addPolicy(desk, dpo, organisation.version, swiss);
  await noteAbsence(desk, dpo, { who: colleague.userId, from: '2031-01-02', until: '2031-01-03', deputy: 0 });
  const [row] = await policiesOf(desk, dpo);
  await organisation.reload();
  return {
    organisation,
    dpo,
    request,
    user: colleague.userId,
    row: row?.id ?? 0,
    category,
    letter: letter.id,
    receipt: receipt.id,
    formKey: intake.formKey,
    statusToken,
    mailboxToken: mailboxTokenOf(desk, intake.formKey),
    absence: (await Absence.findOne({ where: { userId: colleague.userId }, rejectOnEmpty: true })).id,
    system,
    tasksToken,
    task,
    ownerLink,
    transmissionToken: await transmissionIn(desk, request),
    answerToken,
    handedOut: handedOut.id,
    enclosure: given.id,
    brought: brought.id,
    draft,
    drafted: drafted?.id ?? 0,
    typed: await keepTyped(desk, person, { address: '/requests/new', fields: [['about', 'A word']] }, []),
    kept: await keepFiles(desk, dpo, [file('kept.txt')]),
  };
}

/** The system that is asked, and its task, by the link of its owner. */
async function handedOutIn(desk: TestDesk, dpo: By, target: { reference: string }) {
  const { organisationId } = dpo;
  const [planned] = await SystemTask.findAll({ where: { organisationId }, order: [['id', 'DESC']] });
  await handOut(desk, dpo, target, { decided: { [planned?.id ?? 0]: { words: 'Look' } }, reason: '' });
  const link = await OwnerLink.findOne({ where: { organisationId }, rejectOnEmpty: true });
  return {
    system: planned?.systemId ?? 0,
    task: planned?.id ?? 0,
    ownerLink: link.id,
    tasksToken: ownerTokenOf(desk, link),
  };
}
/** What is handed to a provider of the answer, by its link. */
async function transmissionIn(desk: TestDesk, request: SubjectRequest): Promise<string> {
  const wish = { provider: 'Other Bank', email: 'switch@bank.example.org', wish: 'By phone' };
  const row = await Transmission.create({
    organisationId: request.organisationId,
    requestId: request.id,
    state: 'sent',
    data: sealJson(keyOf(desk, request), wish),
    askedBy: 'person',
    askedAt: desk.clock(),
    expiresAt: new Date(desk.clock().getTime() + 86_400_000),
  });
  const token = transmissionTokenOf(desk, row);
  await row.update({ tokenHash: hashOfToken(token) });
  return token;
}
export type Place = Awaited<ReturnType<typeof placeOf>>;
