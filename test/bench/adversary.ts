import type { Removal } from '../../domain/redaction/removal.ts';
import { openAttachment } from '../../models/attachment/store.ts';
import { Attachment } from '../../models/attachment.ts';
import { A_DAY, withTimeBudget } from '../../models/database/timeBudget.ts';
import type { Desk } from '../../models/desk.ts';
import { keyOf } from '../../models/subjectRequest/sealed.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { survivors } from '../../redaction/survivors.ts';
import { copyOf } from './copy.ts';
import { type Effort, interleaved, type Measured, rounded, roundOf, type Turn } from './measure.ts';
import { FILES, fetching, filledAnswer, mebibytesFor } from './packageFilled.ts';
import { ours } from './processes.ts';
import { type Filled, openAt } from './setUp.ts';

/** What was taken out of each file before. */
const REMOVALS: Removal[] = [
  ...['Camille Moreau', 'Jonas Example', 'Zoë Łucja Ødegård', 'jonas@example.org', '+33 1 99 00 12 34'],
  ...['FR76 3000 6000 0112 3456 7890 189', 'Project Heron', '17 rue des Lilas', '1987-04-12', 'R-F0CE-4ZTW'],
].map((words) => ({ kind: 'words', words, reason: 'rights-of-others' }));

/**
 * All files of a large answer, opened again as an adversary would, each for ten words that were taken out. Its floor is the package of the
 * same files, as our own server makes it: to look again may take as long as to build.
 */
export const adversary = (filled: Filled, _floorOn: Filled, effort: Effort): Promise<Measured> =>
  withTimeBudget(A_DAY, () => reopened(filled, effort));

async function reopened(filled: Filled, effort: Effort): Promise<Measured> {
  const mib = mebibytesFor(effort);
  const mine = await copyOf(filled);
  const { path, headers, requestId } = await filledAnswer(mine, mib);
  const desk = await openAt(mine);
  const served = { ...(await ours(mine)), headers };
  try {
    const turns = [lookingAgain(desk, requestId, mib), fetching(served, `${path}/package`, mib)] as const;
    const measured = await interleaved(...turns, effort);
    const notes = [
      `in MiB a second, of ${mib} MiB in ${FILES} files; the floor makes the package of them`,
      `the processor's time is ${measured.figures?.['processor ratio']} times that of the package`,
    ];
    return { ...measured, notes };
  } finally {
    await served.stop();
    await desk.database.close();
    await mine.remove();
  }
}

function lookingAgain(desk: Desk, requestId: number, mib: number): Turn {
  return async () => {
    const key = keyOf(desk, await SubjectRequest.findByPk(requestId, { rejectOnEmpty: true }));
    const rows = await Attachment.findAll({ where: { requestId, purpose: 'answer' }, order: ['id'] });
    const [begun, used] = [performance.now(), process.cpuUsage()];
    const failures = rows.length === FILES ? [] : [`${rows.length} files`];
    for (const row of rows) {
      const file = openAttachment(desk.database, key, row);
      const found = file ? await survivors(file, REMOVALS) : [{ where: 'no file' }];
      failures.push(...found.map(({ where }) => `something was found: ${where}`));
    }
    const ms = performance.now() - begun;
    const { user, system } = process.cpuUsage(used);
    const round = roundOf([ms], ms, failures);
    return { ...round, perSecond: rounded((mib * 1000) / ms), processor: (user + system) / 1000 };
  };
}
