import assert from 'node:assert/strict';
import { isPossible, obstacleTo } from '../../../domain/lifecycle/actions.ts';
import { STATUSES } from '../../../domain/lifecycle/status.ts';
import { now } from '../../support/circumstances.ts';

describe('Taking something back', () => {
  const table = [
    ['undo-clarification', 'clarified'],
    ['undo-pause', 'paused'],
    ['undo-extension', 'extension-decided'],
    ['undo-fulfilment', 'fulfilled'],
  ] as const;
  for (const [action, name] of table) {
    const recorded = [{ name, about: 'account-deletion' }];
    it(`${action} needs that "${name}" stands`, () => {
      assert.equal(obstacleTo(now({}), action)?.code, 'nothing-to-undo');
      assert.equal(obstacleTo(now({ recorded }), action), undefined);
      const other = recorded.map((fact) => ({ ...fact, name: 'identity-asked' as const }));
      assert.equal(obstacleTo(now({ recorded: other }), action)?.code, 'nothing-to-undo');
    });

    it(`${action} is possible until the request is closed, and then by reopening only`, () => {
      const where = STATUSES.filter((status) => isPossible(now({ status, recorded }), action));
      assert.deepEqual(where, ['unverified', 'open', 'waiting', 'purge-pending', 'answered']);
      assert.equal(obstacleTo(now({ status: 'closed', recorded }), action)?.code, 'not-allowed');
    });
  }

  it('takes back the promise that was recorded as kept, and no other', () => {
    const recorded = [{ name: 'fulfilled' as const, about: 'account-deletion' }];
    assert.ok(isPossible(now({ recorded }), 'undo-fulfilment', 'account-deletion'));
    assert.ok(!isPossible(now({ recorded }), 'undo-fulfilment', 'other-data-deletion'));
    assert.ok(!isPossible(now({ recorded }), 'undo-fulfilment', ''));
  });
});
