import { sealJson } from '../../models/crypto/keyring.ts';
import type { By } from '../../models/desk.ts';
import type { Sending } from '../../models/subjectRequest/changeTools.ts';
import { keyOf } from '../../models/subjectRequest/sealed.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { addSystem } from '../../models/system/save.ts';
import { SystemTask } from '../../models/task.ts';
import { contentsTold } from '../../views/contents/told.ts';
import { answer } from './answering.ts';
import type { TestDesk } from './desk.ts';
import { systemForm } from './systems.ts';

/** A shop, a list of prospects, a processor and a recipient, described as an answer to access needs it. Their numbers, by name. */
export async function describedSystems(desk: TestDesk, by: By): Promise<Record<string, number>> {
  const whole = { categories: ['orders'], source: 'The person', retention: 'P3Y', place: 'France' };
  const forms = [
    { name: 'Shop', ...whole, purpose: 'To deliver what was ordered' },
    { name: 'Leads', ...whole, categories: ['prospects'], purpose: 'To offer a plan', retention: 'P1Y' },
    {
      name: 'Northbank Payments',
      ...whole,
      kind: 'processor',
      purpose: 'Payments',
      place: 'United States',
      safeguard: 'Standard contractual clauses of 2021',
    },
    { name: 'Swift Parcels', ...whole, kind: 'recipient', purpose: 'Delivery', place: 'Switzerland' },
  ] as const;
  const ids: Record<string, number> = {};
  for (const form of forms)
    ids[form.name] = await addSystem(desk, by, systemForm({ ...form, categories: [...form.categories] }));
  return ids;
}

/** Each system has answered: data in all but those named, which were searched. */
export async function allAnswered(
  desk: TestDesk,
  request: SubjectRequest,
  { nothingIn = [] }: { nothingIn?: readonly number[] } = {},
): Promise<void> {
  await request.reload();
  for (const task of await SystemTask.findAll({ where: { requestId: request.id } })) {
    const isEmpty = nothingIn.includes(task.systemId);
    const result = isEmpty ? { searched: 'By email address' } : { count: 2, files: [1] };
    await task.update({
      state: isEmpty ? 'nothing-found' : 'done',
      result: sealJson(keyOf(desk, request), result),
    });
  }
}

/** Answers as the desk's page does: with what the gate found in words. */
export const answerInWords = (
  desk: TestDesk,
  by: By,
  { reference }: { reference: string },
  changes: {
    sending?: Sending;
    with?: string[];
    incomplete?: string;
    followsOn?: string;
    nothingHeld?: string;
    files?: [];
  } = {},
) =>
  answer(
    desk,
    by,
    { reference },
    {
      text: 'Here is our answer.',
      files: [{ name: 'shop.json', mediaType: 'application/json', content: Buffer.from('{}') }],
      nothingHeld: '',
      sending: { by: 'mail' },
      wording: contentsTold,
      ...changes,
    },
  );
