import assert from 'node:assert/strict';
import { Router } from 'express';
import { pino } from 'pino';
import { destroyLost } from '../../../models/fileContent/destroy.ts';
import { PART } from '../../../models/fileContent/keep.ts';
import { contentParts } from '../../../models/fileContent/read.ts';
import { FileContent, FilePart } from '../../../models/fileContent.ts';
import type { AppDesk } from '../../../routes/appDesk.ts';
import { sendFile } from '../../../routes/middleware/attachment.ts';
import { formToken } from '../../../routes/middleware/csrf.ts';
import { permitAnyone } from '../../../routes/middleware/permit.ts';
import { filesOf, LARGEST_FILE, uploads } from '../../../routes/middleware/uploads.ts';
import { browser, type TestApp } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { houseAround } from '../../support/house.ts';

describe('A file that was sent', () => {
  let desk: TestDesk;
  let app: TestApp;
  before(async () => {
    desk = await deskForTests();
    app = houseAround(desk, routesOf({ ...desk, log: pino({ level: 'silent' }) } as unknown as AppDesk)).app;
  });

  function routesOf(given: AppDesk): Router {
    const routes = Router();
    routes.get('/form', permitAnyone(), (_request, response) => {
      response.send(`<form><input type="hidden" name="_csrf" value="${formToken(response)}"></form>`);
    });
    routes.post('/form', permitAnyone(), uploads(given, 'files'), (request, response) => {
      const files = filesOf(request).map(({ name, mediaType, kept: { size } }) => ({
        name,
        mediaType,
        size,
      }));
      response.json({ files, body: request.body.note });
    });
    routes.post('/again', permitAnyone(), uploads(given, 'files'), async (request, response) => {
      const [file] = filesOf(request);
      const parts = file ? contentParts(given.database, file.kept) : asked();
      await sendFile(response, {
        name: 'réponse "été".html',
        mediaType: 'text/html',
        size: file?.kept.size ?? 0,
        parts,
      });
    });
    routes.post('/plain', permitAnyone(), (_request, response) => {
      response.send('done');
    });
    routes.get('/file', permitAnyone(), async (_request, response) => {
      const parts = asked('<script>', 'alert(1)', '</script>');
      await sendFile(response, { name: 'réponse "été".html', mediaType: 'text/html', size: 25, parts });
    });
    return routes;
  }
  async function* asked(...parts: string[]) {
    for (const part of parts) yield Buffer.from(part);
  }
  const visitor = async () => browser(app);
  const send = async (files: { name: string; content: Buffer | string }[], fields = {}) =>
    (await visitor()).submit('/form', fields, { files: files.map((file) => ({ field: 'files', ...file })) });

  it('keeps its name and gets the type that its bytes show, whatever the sender says', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const { body, status } = await send(
      [
        { name: 'carte d’identité.pdf', content: png },
        { name: 'page.html', content: '<script>alert(1)</script>' },
        { name: 'bytes.pdf', content: Buffer.from([0, 1, 2, 3]) },
      ],
      { note: 'été' },
    );
    assert.equal(status, 200);
    assert.deepEqual(
      body.files.map(({ name, mediaType }: { name: string; mediaType: string }) => [name, mediaType]),
      [
        ['carte d’identité.pdf', 'image/png'],
        ['page.html', 'text/plain'],
        ['bytes.pdf', 'application/octet-stream'],
      ],
    );
    assert.equal(body.body, 'été');
  });

  it('loses the folders in its name', async () => {
    const { body } = await send([{ name: '../../etc/passwd', content: 'x' }]);
    assert.equal(body.files[0].name, 'passwd');
  });

  it('loses the signs in its name that would show `exe.pdf` for `fdp.exe`', async () => {
    const { body } = await send([{ name: 'bill\u202efdp\u2066.exe', content: 'x' }]);
    assert.equal(body.files[0].name, 'billfdp.exe');
  });

  it('is the sender’s fault when its form breaks off or cannot be read', async () => {
    const agent = await visitor();
    const { _csrf } = await agent.hiddenFields('/form');
    const part = `--B\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${_csrf}\r\n`;
    const file = '--B\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhalf of';
    for (const [type, sent] of [
      ['multipart/form-data; boundary=B', part + file],
      ['multipart/form-data; boundary=B', `${part}${file.replace('a.txt', 'a\0.txt')}\r\n--B--`],
      ['multipart/form-data', `${part}--B--`],
    ] as const) {
      assert.equal((await agent.post('/form').set('Content-Type', type).send(sent)).status, 400);
    }
  });

  it('may be 25 MiB, and is told by 413 when it is larger', async () => {
    assert.equal((await send([{ name: 'a', content: Buffer.alloc(LARGEST_FILE) }])).status, 200);
    const answer = await send([{ name: 'a', content: Buffer.alloc(LARGEST_FILE + 1) }]);
    assert.equal(answer.status, 413);
    assert.match(answer.text, /What you wrote is still there/);
  });

  it('may come with nineteen others, and not with twenty', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ name: `${n}.txt`, content: 'x' }));
    assert.equal((await send(many(20))).body.files.length, 20);
    assert.equal((await send(many(21))).status, 413);
  });

  it('comes back byte for byte, of every length around the size of a part, also where it looks like the end of its form', async () => {
    const sizes = [1, PART - 1, PART, PART + 1, 3 * PART + 17];
    const plain = sizes.map((size) =>
      Buffer.from(Array.from({ length: size }, (_, nth) => (nth * 7 + (nth >> 8)) % 251)),
    );
    const ends = Buffer.from(Array.from({ length: 40_000 }, (_, nth) => `\r\n------${nth}\r\n--`).join(''));
    for (const content of [...plain, ends]) {
      const agent = await visitor();
      const answer = await agent
        .submit('/form', {}, { action: '/again', files: [{ field: 'files', name: 'a', content }] })
        .then(({ text }) => text);
      assert.equal(answer.length, content.toString().length, `${content.length} bytes`);
      assert.equal(answer, content.toString());
    }
  });

  it('is kept in parts that say nothing, and is gone when its form was not taken', async () => {
    await send([{ name: 'a', content: 'x'.repeat(1000) }]);
    const [part] = await FilePart.findAll({ order: [['id', 'DESC']], limit: 1 });
    assert.doesNotMatch(String(part?.sealed), /xxxx/);
    await destroyLost(desk, new Date(desk.clock().getTime() + 2 * 3_600_000));
    assert.deepEqual([await FileContent.count(), await FilePart.count()], [0, 0]);
  });

  it('is refused without the token of our form', async () => {
    const agent = await visitor();
    assert.equal((await agent.post('/form').attach('files', Buffer.from('x'), 'a.txt')).status, 403);
    assert.equal((await agent.post('/form').field('note', 'x')).status, 403);
  });

  it('is refused where no file is asked for, with a token or without', async () => {
    const agent = await visitor();
    const { _csrf } = await agent.hiddenFields('/form');
    assert.equal((await agent.post('/plain').field('_csrf', String(_csrf))).status, 403);
  });

  it('leaves as an attachment in a sandbox, under its true name', async () => {
    const { headers, text } = await (await visitor()).get('/file');
    assert.equal(
      headers['content-disposition'],
      `attachment; filename="r_ponse __t__.html"; filename*=UTF-8''r%C3%A9ponse%20%22%C3%A9t%C3%A9%22.html`,
    );
    assert.match(headers['content-security-policy'] ?? '', /^sandbox; default-src 'none'$/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.match(text, /alert/);
  });
});
