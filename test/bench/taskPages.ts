import assert from 'node:assert/strict';
import { ownerTokenOf } from '../../models/task/ownerLinks.ts';
import { type Effort, inTurns, type Measured } from './measure.ts';
import { floor, ours } from './processes.ts';
import { type Filled, openAt } from './setUp.ts';
import { withoutTasks, withTasks } from './tasksFilled.ts';

/** The register of 300 systems. */
export const systemsPage = (filled: Filled, floorOn: Filled, effort: Effort): Promise<Measured> =>
  pages(filled, floorOn, '/systems', effort);

/** What an owner finds behind their link, before the code: of each view the link is noted, which the floor does not do. */
export async function ownersPage(filled: Filled, floorOn: Filled, effort: Effort): Promise<Measured> {
  const desk = await openAt(filled);
  const token = ownerTokenOf(desk, { organisationId: 1, email: 'owner7@example.org', renewals: 0 });
  await desk.database.close();
  return pages(filled, floorOn, `/tasks/${token}`, effort);
}

/** Both send as many bytes. */
async function pages(filled: Filled, floorOn: Filled, path: string, effort: Effort): Promise<Measured> {
  const [ourDesk, floors] = [await withTasks(filled), await withTasks(floorOn)];
  const mine = await ours(ourDesk);
  const bare = await floor(floors);
  try {
    const page = await fetch(mine.url + path, { headers: mine.headers, redirect: 'manual' });
    assert.equal(page.status, 200);
    const bytes = (await page.arrayBuffer()).byteLength;
    const plain = await fetch(`${bare.url}${path}?bytes=${bytes}`);
    assert.equal((await plain.arrayBuffer()).byteLength, bytes);
    return await inTurns(mine, bare, `${path}?bytes=${bytes}`, effort);
  } finally {
    await Promise.all([mine.stop(), bare.stop()]);
    await withoutTasks(filled);
  }
}
