import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { hiddenFieldsIn } from './support/app.ts';
import { testDatabaseUrl } from './support/database.ts';
import { begin, freePort, run, says, temporaryFolder } from './support/process.ts';

const SUBMISSIONS = 100;

/** A browser of one person, as far as the form needs it: cookies and fields. */
class Asker {
  readonly cookies = new Map<string, string>();
  fields: Record<string, string> = {};
  readonly base: string;
  constructor(base: string) {
    this.base = base;
  }

  async send(path: string, fields?: Record<string, string>): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const body = fields && new URLSearchParams(fields);
    const method = fields ? 'POST' : 'GET';
    const answer = await fetch(this.base + path, { method, headers: { cookie }, body, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      if (/expires=Thu, 01 Jan 1970/i.test(line)) continue; // a lost answer would not have told us
      this.cookies.set(name, value);
    }
    return answer;
  }

  async answer(path: string, fields: Record<string, string>): Promise<void> {
    const hidden = hiddenFieldsIn(await (await this.send(path)).text(), path) as Record<string, string>;
    assert.equal((await this.send(path, { ...hidden, ...fields })).status, 303, path);
  }

  async fillIn(number: number): Promise<void> {
    await this.answer('/ask', { rights: 'erasure' });
    await this.answer('/ask/who', { name: `Person ${number}`, email: `person${number}@example.org` });
    await this.answer('/ask/behalf', { behalf: 'self' });
    await this.answer('/ask/about', { about: 'Everything.' });
    this.fields = hiddenFieldsIn(await (await this.send('/ask/check')).text(), '/ask/check') as Record<
      string,
      string
    >;
    assert.ok(this.fields.formKey);
  }
}

describe('kill -9 in the middle of a hundred submissions', () => {
  it('loses none that was accepted, leaves none half-written, and makes no second of a retry', async function () {
    this.timeout(120_000);
    const { folder, remove } = temporaryFolder();
    const port = await freePort();
    const database: Record<string, string> = process.env.TEST_DATABASE_URL
      ? { DATABASE_URL: await testDatabaseUrl() }
      : {};
    const settings = {
      PORT: String(port),
      DATA_DIR: folder,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'silent',
      ...database,
    };
    const start = async (): Promise<ChildProcess> => {
      const child = begin('server.ts', [], settings);
      await says(child, /Rightsdesk is at/);
      return child;
    };

    let server = await start();
    const askers = Array.from({ length: SUBMISSIONS }, () => new Asker(`http://127.0.0.1:${port}`));
    await Promise.all(askers.map((asker, number) => asker.fillIn(number)));

    const accepted = new Set<string>();
    const sent = askers.map(async (asker) => {
      const answer = await asker.send('/ask/check', asker.fields);
      accepted.add(answer.headers.get('location') ?? '');
      if (accepted.size === SUBMISSIONS / 4) server.kill('SIGKILL');
    });
    await Promise.allSettled(sent);
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    assert.ok(accepted.size < SUBMISSIONS, 'the kill came too late to prove anything');

    server = await start();
    const places = new Set<string>();
    for (const asker of askers) {
      const answer = await asker.send('/ask/check', asker.fields);
      places.add(answer.headers.get('location') ?? '');
      assert.equal((await asker.send(answer.headers.get('location') ?? '')).status, 200);
    }
    assert.equal(places.size, SUBMISSIONS);
    for (const place of accepted) assert.ok(places.has(place), `lost: ${place}`);

    const verified = JSON.parse((await run('cli.ts', ['audit', 'verify', '--json'], settings)).stdout);
    assert.deepEqual([verified.requests, verified.firstBroken], [SUBMISSIONS, null]);
    server.kill('SIGTERM');
    await once(server, 'exit');
    remove();
  });
});
