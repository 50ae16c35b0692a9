import assert from 'node:assert/strict';
import { passwordResetLink, setPassword } from '../../../models/user/setPassword.ts';
import { signIn, whileUnchanged } from '../../../models/user/signIn.ts';
import type { User } from '../../../models/user.ts';
import { PASSWORD, userWith } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';

describe('A log-in whose password was right', () => {
  let desk: TestDesk;
  let user: User;
  beforeEach(async () => {
    desk = await deskForTests();
    const { email } = await userWith(desk, 'reader');
    user = (await signIn(email, PASSWORD)) as User;
  });
  const isKept = async () => {
    let kept = false;
    const ran = await whileUnchanged(desk, user, async () => {
      kept = true;
    });
    assert.equal(ran, kept);
    return kept;
  };

  it('is kept', async () => assert.ok(await isKept()));

  it('is not when the password was changed before it could be', async () => {
    const token = (await passwordResetLink(desk, user.email)).split('/').at(-1) as string;
    await setPassword(desk, token, { name: '', password: 'four other quiet words' });
    assert.ok(!(await isKept()));
  });

  it('is not when the account was closed before it could be', async () => {
    await user.update({ disabledAt: desk.clock() });
    assert.ok(!(await isKept()));
  });
});
