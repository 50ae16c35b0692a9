import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { policiesOf } from '../../../models/organisation/policies.ts';
import { policyChangesOf } from '../../../models/organisation/policyChanges.ts';
import {
  addPolicy,
  changePolicy,
  movePolicy,
  removePolicy,
} from '../../../models/organisation/policyList.ts';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';

describe('The changes of an organisation’s list of policies', () => {
  let desk: TestDesk;
  let dpo: By;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
  });
  const fields = (policy: string, residence: string) => ({ policy, residence, category: '', customer: '' });
  const version = async () => (await desk.organisation.reload()).version;
  const add = async (policy: string, residence: string) =>
    addPolicy(desk, dpo, await version(), fields(policy, residence));
  const listed = async () =>
    (await policyChangesOf(dpo)).changes.map(({ is }) => is.map(({ policy }) => policy));

  it('are each kept with who made it and when: added, changed, moved, taken out', async () => {
    await add('fadp-ch', 'CH');
    await add('uk-gdpr', 'GB');
    const [first] = await policiesOf(desk, dpo);
    await movePolicy(desk, dpo, await version(), first?.id ?? 0, 'down');
    await changePolicy(desk, dpo, await version(), first?.id ?? 0, fields('fadp-ch', 'LI'));
    await removePolicy(desk, dpo, await version(), first?.id ?? 0);
    assert.deepEqual(await listed(), [
      ['uk-gdpr', 'gdpr-eu'],
      ['uk-gdpr', 'fadp-ch', 'gdpr-eu'],
      ['uk-gdpr', 'fadp-ch', 'gdpr-eu'],
      ['fadp-ch', 'uk-gdpr', 'gdpr-eu'],
      ['fadp-ch', 'gdpr-eu'],
    ]);
    const [last] = (await policyChangesOf(dpo)).changes;
    assert.deepEqual([last?.actor, last?.at.toISOString()], [dpo.actor, '2026-03-02T09:00:00.000Z']);
  });

  it('have no line where a row was saved as it stood, or refused', async () => {
    await add('fadp-ch', 'CH');
    const [row] = await policiesOf(desk, dpo);
    await changePolicy(desk, dpo, await version(), row?.id ?? 0, fields('fadp-ch', 'CH'));
    await assert.rejects(add('fadp-ch', 'XX'));
    assert.equal((await listed()).length, 1);
  });

  it('cannot be changed or deleted by anybody', async () => {
    await add('fadp-ch', 'CH');
    await assert.rejects(desk.database.query("UPDATE settings_changes SET actor = 'user:9'"));
    await assert.rejects(desk.database.query('DELETE FROM settings_changes'));
  });

  it('are told on the page of the list', async () => {
    await add('fadp-ch', 'CH');
    const reader = await signedIn(appForTests(desk), 'dpo');
    const page = wordsOf(await reader.get('/settings/policies'));
    assert.match(
      page,
      /Changes of this list Monday 2 March 2026, 10:00 \(Paris\), .* Added: If residence is Switzerland Swiss Federal Act on Data Protection \(FADP\)/,
    );
  });
});
