import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { Agent, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hasProgram } from '../faults/support/tell.ts';
import { freePort, temporaryFolder } from '../support/process.ts';
import { root } from './dockerfile.ts';

const LARGE = 30 * 1024 * 1024;

describe('A proxy as the example sets it up', function () {
  this.timeout(30_000);
  const { folder, remove } = temporaryFolder();
  let desk: Server;
  let running: ChildProcess | undefined;
  before(async () => {
    desk = createServer(async (asked, answer) => {
      let bytes = 0;
      for await (const chunk of asked) bytes += chunk.length;
      answer.end(JSON.stringify({ bytes, ...asked.headers }));
    }).listen(0, '127.0.0.1');
    await once(desk, 'listening');
  });
  afterEach(async () => {
    if (running?.exitCode === null) {
      running.kill('SIGTERM');
      await once(running, 'close');
    }
    running = undefined;
  });
  after(() => {
    desk.close();
    remove();
  });
  const port = () => (desk.address() as AddressInfo).port;

  it('nginx hands on large forms over TLS, and tells who visits whatever they claim', async function () {
    if (!hasProgram('nginx') || !hasProgram('openssl')) this.skip();
    const [plain, secure] = [await freePort(), await freePort()];
    const at = (name: string) => join(folder, name);
    execFileSync(
      'openssl',
      `req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=rights.example.org -keyout ${at('key')} -out ${at('cert')}`.split(
        ' ',
      ),
      { stdio: 'ignore' },
    );
    const site = readFileSync(join(root, 'deploy/nginx.conf'), 'utf8')
      .replace('127.0.0.1:3000', `127.0.0.1:${port()}`)
      .replace('listen 80;', `listen 127.0.0.1:${plain};`)
      .replace('listen 443 ssl;', `listen 127.0.0.1:${secure} ssl;`)
      .replace(/\/etc\/letsencrypt\S+fullchain\.pem/, at('cert'))
      .replace(/\/etc\/letsencrypt\S+privkey\.pem/, at('key'));
    mkdirSync(at('temp'), { mode: 0o777 });
    const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (one) => `${one}_temp_path ${at(one)};`,
    );
    writeFileSync(
      at('nginx.conf'),
      `daemon off; pid ${at('pid')}; error_log stderr; events {} http { ${temp.join(' ')}\n${site} }`,
    );
    running = spawn('nginx', ['-c', at('nginx.conf'), '-e', 'stderr'], { stdio: 'ignore' });
    await assertHandsOn(secure, 'rights.example.org');
    const toTls = await until(() => fetch(`http://127.0.0.1:${plain}/ask?x=1`, { redirect: 'manual' }));
    assert.equal(toTls.status, 301);
    assert.match(toTls.headers.get('location') ?? '', /^https:\/\/127\.0\.0\.1\/ask\?x=1$/);
  });

  it('Caddy does the same, with a certificate of its own', async function () {
    if (!hasProgram('caddy')) this.skip();
    const secure = await freePort();
    const config = readFileSync(join(root, 'deploy/Caddyfile'), 'utf8');
    const alone = `{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n\tlocal_certs\n}\n`;
    writeFileSync(join(folder, 'Caddyfile'), alone + config);
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      SITE: `https://localhost:${secure}`,
      DESK: `127.0.0.1:${port()} 127.0.0.1:${await freePort()}`, // of two one is away
    };
    const args = ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')];
    running = spawn('caddy', args, { env, stdio: 'ignore' });
    await assertHandsOn(secure, `localhost:${secure}`);
  });
});

async function assertHandsOn(port: number, host: string): Promise<void> {
  const small = await until(() => posted(port, host, 10));
  assert.equal(small.status, 200);
  assert.equal(small.said['x-forwarded-for'], '127.0.0.1');
  assert.equal(small.said['x-forwarded-proto'], 'https');
  assert.equal(small.said.host, host);
  assert.equal((await posted(port, host, LARGE)).said.bytes, LARGE);
}

/** Posts so many bytes, with a lie about where they come from. */
function posted(port: number, host: string, bytes: number) {
  return new Promise<{ status?: number; said: Record<string, unknown> }>((resolve, reject) => {
    const asking = request(
      {
        port,
        host: '127.0.0.1',
        servername: host.split(':')[0],
        method: 'POST',
        path: '/ask',
        agent: new Agent({ rejectUnauthorized: false }), // made a moment ago, for this test
        headers: { host, 'x-forwarded-for': '203.0.113.7', 'content-length': bytes },
      },
      async (answer) => {
        let text = '';
        for await (const chunk of answer.setEncoding('utf8')) text += chunk;
        resolve({ status: answer.statusCode, said: text.startsWith('{') ? JSON.parse(text) : {} });
      },
    );
    asking.on('error', reject);
    asking.end(Buffer.alloc(bytes));
  });
}

/** Asks again until the proxy is up. */
async function until<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 100; ; tries -= 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 0) throw error;
      await pause(100);
    }
  }
}
