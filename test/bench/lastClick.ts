import { randomBytes } from 'node:crypto';
import { storeForEach } from '../../models/attachment/store.ts';
import { inTransaction } from '../../models/database/transaction.ts';
import type { By, Desk } from '../../models/desk.ts';
import {
  addDraftFiles,
  draftFileRows,
  draftFiles,
  filesToSend,
  readDraft,
  saveAnswers,
} from '../../models/draft/drafts.ts';
import { sendDraft } from '../../models/draft/send.ts';
import { digestOfShown } from '../../models/draft/shown.ts';
import { contentWriter, type KeptContent, PART } from '../../models/fileContent/keep.ts';
import { Organisation } from '../../models/organisation.ts';
import { keyOf } from '../../models/subjectRequest/sealed.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { floorOf, rowsOf } from './floorClick.ts';
import { filesFloorOf } from './floorFiles.ts';
import { atDesk } from './forms.ts';
import { median, rounded } from './measure.ts';
import type { Filled } from './setUp.ts';

const FILES = 20;
const RIGHTS = ['access', 'erasure', 'rectification'] as const;
const CLICKS = 20;
/** Not counted: what is compiled and prepared once. */
const FIRST = 5;

/** In ms. */
type Times = Record<'click' | 'itsRows' | 'files' | 'sealed' | 'bare', number>;

/**
 * What the last click costs of a form with twenty files that asks for three rights: the whole verb beside the bare inserts of the same
 * rows on sqlite, and that it gives the files to its requests beside bare sealing and inserts on the same database, and beside the inserts
 * alone. In turns, in one process; the middle of each.
 */
export async function lastClick(filled: Filled, bare: Filled): Promise<Times> {
  const floor = await floorOn(bare);
  return atDesk(filled, async (desk) => {
    const by = await whoAsks();
    const contents = await kept(desk);
    const waiting = await formWith(desk, by, contents);
    const times: Times[] = [];
    await (await clickOf(desk, by, await formWith(desk, by, contents)))();
    const bareFiles = await filesFloorOf(filled.databaseUrl, FILES * RIGHTS.length);
    for (let nth = 0; nth < FIRST + CLICKS; nth += 1) {
      const token = await formWith(desk, by, contents);
      const click = await clickOf(desk, by, token);
      let made: SubjectRequest[] = [];
      times.push({
        click: await taken(async () => (made = await click())),
        itsRows: await taken(async () => floor.insert()),
        files: await taken(() => giveFiles(desk, waiting, made)),
        sealed: await taken(bareFiles.sealed),
        bare: await taken(bareFiles.bare),
      });
    }
    floor.close();
    await bareFiles.close();
    const counted = times.slice(FIRST);
    const middle = (what: keyof Times) => rounded(median(counted.map((one) => one[what])));
    return {
      click: middle('click'),
      itsRows: middle('itsRows'),
      files: middle('files'),
      sealed: middle('sealed'),
      bare: middle('bare'),
    };
  });
}

/** It writes what a click of ours has left on its own desk. */
async function floorOn(bare: Filled) {
  const { ids } = rowsOf(bare.databaseUrl, {});
  await atDesk(bare, async (desk) => {
    const by = await whoAsks();
    await (await clickOf(desk, by, await formWith(desk, by, await kept(desk))))();
  });
  const floor = floorOf(bare.databaseUrl, ids);
  if (floor.files !== FILES * RIGHTS.length) throw new Error('The floor did not find the rows of one click');
  return floor;
}

async function taken(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function whoAsks(): Promise<By> {
  const { id: organisationId } = await Organisation.findOne({ rejectOnEmpty: true });
  return { organisationId, actor: 'person', role: 'person' };
}

/** Of a MiB each: a click that moved them would be told by its time. */
async function kept(desk: Desk): Promise<KeptContent[]> {
  const all: KeptContent[] = [];
  for (let nth = 0; nth < FILES; nth += 1) {
    const writer = contentWriter(desk);
    await writer.add(randomBytes(PART));
    all.push(await writer.end());
  }
  return all;
}

/** A form on its check page. Gives its token. */
async function formWith(desk: Desk, by: By, contents: KeptContent[]): Promise<string> {
  const token = await saveAnswers(desk, by, '', {
    rights: [...RIGHTS],
    who: {
      name: 'Ada Example',
      email: 'ada@example.org',
      noEmail: false,
      postalAddress: '',
      customerNumber: '',
    },
    behalf: { for: 'self', otherName: '', relation: '', authority: '' },
    about: 'Please send me everything that you have, correct it, then delete it.',
  });
  const files = contents.map((one, nth) => ({
    name: `scan ${nth}.pdf`,
    mediaType: 'application/pdf',
    kept: one,
  }));
  await addDraftFiles(desk, by, token, files);
  return token;
}

/** The last click of a form, which gives the requests that it makes. */
async function clickOf(desk: Desk, by: By, token: string): Promise<() => Promise<SubjectRequest[]>> {
  const draft = await readDraft(desk, by, token);
  if (!draft) throw new Error('A form that was begun is not there');
  const shown = digestOfShown(by, { draft, files: await draftFiles(desk, token), language: 'en' });
  return async () => {
    const sent = await sendDraft(desk, by, token, { formKey: draft.formKey, shown, language: 'en' });
    if (!('received' in sent)) throw new Error('The form was not received');
    return sent.received.requests;
  };
}

/** As the click does it among all else: the key of each file sealed for each request. */
const giveFiles = (desk: Desk, token: string, requests: SubjectRequest[]): Promise<void> =>
  inTransaction(desk.database, async () => {
    const files = await filesToSend(desk, await draftFileRows(desk, token));
    const holders = requests.map((request) => ({ key: keyOf(desk, request), request }));
    await storeForEach(holders, 'request', files, desk.clock());
  });
