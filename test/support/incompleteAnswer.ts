import { saveStatements } from '../../models/answerDraft/statements.ts';
import { sealJson } from '../../models/crypto/keyring.ts';
import type { By } from '../../models/desk.ts';
import { confirmIdentity } from '../../models/subjectRequest/identity.ts';
import { keyOf } from '../../models/subjectRequest/sealed.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { addSystem } from '../../models/system/save.ts';
import { SystemTask } from '../../models/task.ts';
import { contentsTold } from '../../views/contents/told.ts';
import { answer } from './answering.ts';
import type { TestDesk } from './desk.ts';
import { lettersGoOut } from './post.ts';
import { received, staffMemberOf } from './requests.ts';
import { systemForm } from './systems.ts';

/** Why an answer left incomplete, and the day that the person was told. */
export const WHY = { incomplete: 'The owner of the shop is ill.', followsOn: '2026-12-01' };

type Given = Partial<Parameters<typeof answer>[3]>;

/** Answers with a file of that name, in the words of the desk, by email. */
export const answerWithFile = (desk: TestDesk, by: By, reference: string, name: string, more: Given = {}) =>
  answer(
    desk,
    by,
    { reference },
    {
      text: 'Here are your data.',
      nothingHeld: '',
      files: [{ name, mediaType: 'application/json', content: Buffer.from(`{"file":"${name}"}`) }],
      wording: contentsTold,
      sending: { by: 'mail' },
      ...more,
    },
  );

/** A request for access whose answer of 2 November 2026 went out and left incomplete. */
export async function answeredIncomplete(desk: TestDesk): Promise<{ dpo: By; request: SubjectRequest }> {
  const dpo = await staffMemberOf(desk, desk.organisation);
  const whole = { categories: ['orders'], purpose: 'Delivery', retention: 'P3Y', place: 'France' };
  await addSystem(desk, dpo, systemForm({ name: 'Shop', source: 'The person', ...whole }));
  const request = await received(desk, desk.organisation, { rights: ['access'] });
  const { reference } = request;
  await confirmIdentity(desk, dpo, { reference }, { method: 'mailbox', note: '' });
  await answerWithFile(desk, dpo, reference, 'a.json', WHY);
  await lettersGoOut(desk);
  return { dpo, request: await request.reload() };
}

/** The owner answers, and the DPO states the rest: now nothing is missing any more. */
export async function allIsThere(desk: TestDesk, dpo: By, request: SubjectRequest): Promise<void> {
  const sealed = sealJson(keyOf(desk, request), { count: 2, files: [1] });
  await SystemTask.update({ state: 'done', result: sealed }, { where: { requestId: request.id } });
  const stated = { 'automated-decisions': 'None are made.', recipients: 'Nobody received them.' };
  await saveStatements(desk, dpo, { reference: request.reference }, { version: 0, stated });
}
