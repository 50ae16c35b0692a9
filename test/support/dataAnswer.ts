import type { IncomingFile } from '../../models/attachment/store.ts';
import { answer } from '../../models/subjectRequest/answer.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { openWithCode, tokenOf } from './answered.ts';
import { lookedAtAll } from './answering.ts';
import type { Browser } from './app.ts';
import type { TestDesk } from './desk.ts';
import { answers, workHandedOut } from './ownersWork.ts';
import { lettersGoOut } from './post.ts';
import { ask } from './publicForm.ts';
import { staffMemberOf } from './requests.ts';

type OfSystem = { name?: string; language?: 'en' | 'fr' | 'de'; purpose?: string; source?: string };

/** A request that was answered with what the owner of a system handed over, and the address of its answer, opened. */
export async function answeredFromSystem(
  desk: TestDesk,
  visitor: Browser,
  files: IncomingFile[],
  { name = 'Shop', language = 'en', ...more }: OfSystem = {},
): Promise<{ request: SubjectRequest; link: string }> {
  const { request } = await ask(visitor, { rights: ['access'] });
  await request.update({ language });
  const by = await staffMemberOf(desk, desk.organisation);
  await workHandedOut(desk, by, request, { [name]: more });
  await answers(desk, request, name, { outcome: 'done', count: 1 }, files);
  await lookedAtAll(desk, by, request);
  await answer(
    desk,
    by,
    { reference: request.reference },
    {
      ...{ text: 'Here is all.', nothingHeld: '', sending: { by: 'mail' } },
      ...{ incomplete: 'The rest is still to come.', followsOn: '2026-05-01' },
    },
  );
  await lettersGoOut(desk);
  const link = `/answers/${tokenOf(desk, await request.reload())}`;
  await openWithCode(desk, visitor, link);
  return { request, link };
}
