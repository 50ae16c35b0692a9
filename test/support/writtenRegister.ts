import type { Channel } from '../../domain/lifecycle/vocabulary.ts';
import type { Right } from '../../domain/rights.ts';
import type { By } from '../../models/desk.ts';
import type { Organisation } from '../../models/organisation.ts';
import { extendDeadline } from '../../models/subjectRequest/extension.ts';
import { askIdentity, confirmIdentity } from '../../models/subjectRequest/identity.ts';
import { refuse } from '../../models/subjectRequest/refusal.ts';
import { withdraw } from '../../models/subjectRequest/withdrawal.ts';
import { saveWorksheet } from '../../models/subjectRequest/worksheet.ts';
import { answer } from './answering.ts';
import type { TestDesk } from './desk.ts';
import { received } from './requests.ts';
import { COMPLETE_WORKSHEET } from './worksheet.ts';

export const byPostAt = (postedAt: Date) => ({ by: 'post', postedAt, proof: 'Letter 1' }) as const;

const ACTS = {
  answered: (desk: TestDesk, by: By, reference: string) =>
    answer(
      desk,
      by,
      { reference },
      {
        text: 'Done.',
        files: [],
        unconfirmed: 'Known to us',
        nothingHeld: '',
        sending: byPostAt(desk.clock()),
      },
    ),
  refused: async (desk: TestDesk, by: By, reference: string) => {
    await saveWorksheet(desk, by, { reference }, COMPLETE_WORKSHEET);
    const said = { ground: 'unfounded-or-excessive', reason: 'The eleventh time this week.' };
    return refuse(desk, by, { reference }, { scope: 'whole', ...said, sending: byPostAt(desk.clock()) });
  },
  extended: (desk: TestDesk, by: By, reference: string) =>
    extendDeadline(
      desk,
      by,
      { reference },
      {
        ground: 'complexity',
        reason: 'Many systems',
        sending: byPostAt(desk.clock()),
      },
    ),
  asked: (desk: TestDesk, by: By, reference: string) =>
    askIdentity(
      desk,
      by,
      { reference },
      { doubt: 'Two people have this name', needed: 'Your customer number', sending: byPostAt(desk.clock()) },
    ),
  confirmed: (desk: TestDesk, by: By, reference: string) =>
    confirmIdentity(desk, by, { reference }, { method: 'document', note: '' }),
  withdrawn: (desk: TestDesk, by: By, reference: string) => withdraw(desk, by, { reference }, { reason: '' }),
} satisfies Record<string, (desk: TestDesk, by: By, reference: string) => Promise<unknown>>;

/** A request of a register that is written out by hand: its receipt, and its acts with their days. */
export type WrittenRequest = [
  right: Right,
  channel: Channel,
  received: string,
  ...acts: [keyof typeof ACTS, string][],
];

/** Makes the requests and does their acts day by day, each at noon UTC. Gives their references in the order of the register. */
export async function writtenRegister(
  desk: TestDesk,
  by: By,
  register: readonly WrittenRequest[],
  organisation: Organisation = desk.organisation,
): Promise<string[]> {
  const references: string[] = [];
  const days = register.flatMap(([right, channel, receivedOn, ...acts], nth) => [
    {
      on: receivedOn,
      act: async () => {
        const person = { name: `Person ${nth + 1}` };
        const request = await received(desk, organisation, { rights: [right], channel, person });
        references[nth] = request.reference;
      },
    },
    ...acts.map(([act, on]) => ({ on, act: () => ACTS[act](desk, by, references[nth] as string) })),
  ]);
  for (const { on, act } of days.sort((a, b) => a.on.localeCompare(b.on))) {
    desk.clock.set(`${on}T12:00:00Z`);
    await act();
  }
  return references;
}
