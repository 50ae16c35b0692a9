import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { Router } from 'express';
import { pino } from 'pino';
import { body } from '../../../routes/middleware/body.ts';
import { capacity } from '../../../routes/middleware/capacity.ts';
import { cookies } from '../../../routes/middleware/cookies.ts';
import { errors } from '../../../routes/middleware/errors.ts';
import { language } from '../../../routes/middleware/language.ts';
import { deskForTests } from '../../support/desk.ts';

describe('The forms that a process takes at once', () => {
  let url: string;
  let stop: () => void;
  /** The forms that are worked on; each ends when it is let go. */
  let inWork: (() => void)[];

  /** At the first pace of 10 ms a form, 35 ms of waiting are three forms in line. */
  beforeEach(async () => {
    const desk = await deskForTests();
    const given = {
      ...desk,
      log: pino({ level: 'silent' }),
      trustProxy: false as const,
      rateLimits: false,
      mailConfigured: true,
    };
    inWork = [];
    const routes = Router();
    routes.get('/page', (_request, response) => void response.send('page'));
    routes.post(
      ['/form', '/requests/R-1/note'],
      (_request, response) => void inWork.push(() => response.send('received')),
    );
    const app = express().use(
      cookies(),
      language(given),
      body(),
      capacity({ atOnce: 2, longestWait: 35, neverLonger: 3000, latest: 4000 }),
      routes,
      errors(given),
    );
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    stop = () => {
      server.closeAllConnections();
      server.close();
    };
  });
  afterEach(() => stop());

  const send = (signal?: AbortSignal) =>
    fetch(`${url}/form`, {
      method: 'POST',
      body: new URLSearchParams({ about: 'Words of a person.' }),
      signal,
    });
  const until = async (true_: () => boolean) => {
    while (!true_()) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  const letGoAll = async (answers: Promise<unknown>[]) => {
    let open = true;
    const all = Promise.allSettled(answers).finally(() => {
      open = false;
    });
    while (open) {
      inWork.splice(0).forEach((end) => {
        end();
      });
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    return all;
  };

  it('of staff do not stand behind those of the public', async () => {
    const crowd = [send(), send(), send(), send()];
    await until(() => inWork.length === 2);
    const note = fetch(`${url}/requests/R-1/note`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) });
    await until(() => inWork.length === 3);
    inWork.pop()?.();
    assert.equal(await (await note).text(), 'received');
    await letGoAll(crowd);
  });

  it('are few: the next wait in line and are taken in their order', async () => {
    const four = [send(), send()];
    await until(() => inWork.length === 2);
    four.push(send(), send());
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(inWork.length, 2);
    await letGoAll(four);
    assert.deepEqual(
      await Promise.all(four.map(async (answer) => (await answer).status)),
      [200, 200, 200, 200],
    );
  });

  it('and no more: the next is refused at once, with when to come and what was written; then there is room again', async () => {
    const five = Array.from({ length: 5 }, () => send());
    await until(() => inWork.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const refused = await send();
    assert.equal(refused.status, 503);
    assert.equal(refused.headers.get('retry-after'), '1');
    assert.match(await refused.text(), /Words of a person/);
    await letGoAll(five);
    const again = send();
    await letGoAll([again]);
    assert.equal((await again).status, 200);
  });

  it('and tell a flood to come spread over the time that may be asked of them, however many they are', async () => {
    const first = Array.from({ length: 5 }, () => send());
    await until(() => inWork.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const answers = await Promise.all(Array.from({ length: 1000 }, () => send()));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [503]);
    const told = answers.map(({ headers }) => Number(headers.get('retry-after')));
    const each = [1, 2, 3, 4].map((second) => told.filter((one) => one === second).length);
    for (const share of each) assert.ok(share > 100 && share < 400, String(each));
    await letGoAll(first);
  });

  it('let nobody wait without end for those that hang', async () => {
    const hanging = [send(), send()];
    await until(() => inWork.length === 2);
    const waiting = await send();
    assert.deepEqual([waiting.status, inWork.length], [503, 2]);
    await letGoAll(hanging);
  });

  it('find their pace again after some have hung', async () => {
    const hanging = [send(), send()];
    await until(() => inWork.length === 2);
    hanging.push(send(), send());
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await letGoAll(hanging);
    for (let turn = 0; turn < 30; turn += 1) await letGoAll([send(), send(), send()]);
    const four = Array.from({ length: 4 }, () => send());
    await letGoAll(four);
    assert.deepEqual(
      await Promise.all(four.map(async (answer) => (await answer).status)),
      [200, 200, 200, 200],
    );
  });

  it('leave pages that only read alone', async () => {
    const six = Array.from({ length: 6 }, () => send());
    await until(() => inWork.length === 2);
    assert.equal((await fetch(`${url}/page`)).status, 200);
    await letGoAll(six);
  });

  it('give up their place when their sender disconnects, queued or not', async () => {
    const gone = new AbortController();
    const five = Array.from({ length: 5 }, () => send(gone.signal).catch(() => undefined));
    await until(() => inWork.length === 2);
    gone.abort();
    await Promise.all(five);
    inWork = [];
    const two = [send(), send()];
    await until(() => inWork.length >= 2); // one that has gone may have had its turn meanwhile
    await letGoAll(two);
    assert.equal((await (two[0] as Promise<Response>)).status, 200);
  });
});
