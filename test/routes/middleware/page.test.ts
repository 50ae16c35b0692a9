import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { sendPage } from '../../../routes/middleware/page.ts';
import { errorPage } from '../../../views/errors/show.ts';
import { plainFrame } from '../../../views/layouts/frame.ts';

describe('A page on its way', () => {
  for (const [what, name, sent = name] of [
    ['of Latin letters', 'Zoë'],
    ['beyond them', 'Łucja Σοφία 王秀英'],
    ['beyond the first plane', '😀'],
    ['that is half of one, as a replacement', 'a\ud83d', 'a\ufffd'],
  ] as const) {
    it(`keeps every sign ${what}`, async () => {
      const app = express().get('/', (_request, response) => {
        sendPage(response, 'errors/show', errorPage(plainFrame('en', name), 404), 'bare');
      });
      const server = app.listen(0, '127.0.0.1');
      try {
        await once(server, 'listening');
        const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
        const bytes = Buffer.from(await answer.arrayBuffer());
        assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8');
        assert.equal(answer.headers.get('content-length'), String(bytes.length));
        assert.ok(bytes.includes(Buffer.from(`<title>Page not found · ${sent}</title>`)), bytes.toString());
      } finally {
        server.close();
      }
    });
  }
});
