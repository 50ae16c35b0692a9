import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../cli/run.ts';
import { temporaryFolder } from '../support/process.ts';

describe('A file that a command cannot use', () => {
  const { folder, remove } = temporaryFolder();
  after(remove);
  const none = join(folder, 'nothing');
  const empty = join(folder, 'empty');
  const half = join(folder, 'half');
  const refusalOf = async (line: string, path: string) => {
    const { exitCode, stderr } = await runCommand([...line.split(' '), path]);
    return [exitCode, stderr];
  };
  before(() => {
    writeFileSync(empty, '');
    writeFileSync(half, '{\n  "a": 1,,');
  });
  const FACTS = 'deadlines --policy gdpr-eu --right access --facts';
  const JSON_COMMANDS = [FACTS, 'deadlines --file', 'deadline --file'];
  const COMMANDS = [...JSON_COMMANDS, 'policies check', 'systems import', 'package verify'];

  for (const command of COMMANDS)
    it(`${command}: is named, with the system's code, and ends with 65`, async () => {
      assert.deepEqual(await refusalOf(command, none), [65, `${none} cannot be read (ENOENT)\n`]);
      assert.deepEqual(await refusalOf(command, folder), [65, `${folder} cannot be read (EISDIR)\n`]);
    });

  for (const command of JSON_COMMANDS)
    it(`${command}: is said not to be JSON, and where`, async () => {
      assert.deepEqual(await refusalOf(command, empty), [65, `${empty} is not JSON\n`]);
      assert.deepEqual(await refusalOf(command, half), [65, `${half} is not JSON (line 2, column 10)\n`]);
    });
});
