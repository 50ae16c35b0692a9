import type { IncomingFile } from '../../models/attachment/store.ts';
import { sendTransmission } from '../../models/transmission/send.ts';
import { wordsOf } from '../../views/letters/wordsOf.ts';
import { answeredWith } from './answered.ts';
import type { Browser } from './app.ts';
import type { TestDesk } from './desk.ts';
import { lettersGoOut } from './post.ts';
import { latestLetter, pathOf } from './publicForm.ts';
import { staffMemberOf } from './requests.ts';

export const PROVIDER = { provider: 'Other Bank', email: 'switch@bank.example.org' };
const FILE: IncomingFile = {
  name: 'orders.csv',
  mediaType: 'text/plain',
  content: Buffer.from('a,b\n1,2\n'),
};

/** A request for portability that was answered. */
export const portable = (desk: TestDesk, visitor: Browser) =>
  answeredWith(desk, visitor, [FILE], { rights: ['portability'] });

/** The same, sent to a provider by the DPO: with the address of the provider's page. */
export async function transmitted(desk: TestDesk, visitor: Browser) {
  const made = await portable(desk, visitor);
  const dpo = await staffMemberOf(desk, desk.organisation);
  const target = { reference: made.request.reference };
  await sendTransmission(desk, dpo, target, { ...PROVIDER, wish: 'By phone on Monday' });
  const place =
    pathOf((await latestLetter(desk, 'transmission-notice')).links.transmission).split('?')[0] ?? '';
  await lettersGoOut(desk);
  return { ...made, dpo, target, place };
}

/** Opens a provider's page with the code from its mailbox. */
export async function openAsProvider(desk: TestDesk, visitor: Browser, place: string): Promise<void> {
  await visitor.submit(place);
  const { code } = await latestLetter(desk, 'transmission-code');
  await visitor.submit(`${place}/code`, { code: code ?? '' });
}

/** The address of the provider's page, from the latest letter with it. */
export const placeOfNotice = async (desk: TestDesk): Promise<string> =>
  pathOf((await latestLetter(desk, 'transmission-notice')).links.transmission);

/** The words of the latest letter of a kind. */
export const latestLetterText = async (desk: TestDesk, kind: string): Promise<string> =>
  wordsOf(await latestLetter(desk, kind)).text;
