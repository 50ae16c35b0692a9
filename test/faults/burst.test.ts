import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Draft } from '../../models/draft.ts';
import { verifyChains } from '../../models/event/verify.ts';
import { Letter } from '../../models/letter.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { Submission } from '../../models/submission.ts';
import { sendAll } from '../bench/burst.ts';
import { readyForms } from '../bench/forms.ts';
import { testDatabaseUrl } from '../support/database.ts';
import { deskForTests, TEST_SECRET } from '../support/desk.ts';
import { begin, freePort, says, temporaryFolder } from '../support/process.ts';

/** More than a process lets wait. */
const FORMS = 700;

describe('Seven hundred forms sent at the same moment', () => {
  it('are all received once: those that were refused with 503 when they come again', async function () {
    this.timeout(120_000);
    const desk = await deskForTests({ at: new Date().toISOString() });
    const { folder, remove } = temporaryFolder();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const settings = {
      PORT: String(port),
      DATA_DIR: folder,
      DATABASE_URL: await testDatabaseUrl(),
      SECRET_KEY: TEST_SECRET,
      ROLE: 'web',
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'silent',
    };
    const server = begin('server.ts', [], settings);
    await says(server, /Rightsdesk is at/);

    const forms = await readyForms(desk, url, FORMS);
    const sent = await sendAll(url, forms);
    const places = sent.map(({ place }) => place);
    assert.deepEqual(
      sent.flatMap(({ fault }) => fault ?? []),
      [],
    );
    assert.ok(
      sent.some(({ refusals }) => refusals > 0),
      'none was refused: the burst was too small to prove anything',
    );
    assert.equal(new Set(places).size, FORMS);

    const again = await sendAll(url, forms.slice(0, 20));
    assert.deepEqual(
      again.map(({ place }) => place),
      places.slice(0, 20),
    );
    server.kill('SIGTERM');
    await once(server, 'exit');
    remove();

    const counts = await Promise.all([
      Submission.count(),
      SubjectRequest.count(),
      Letter.count(),
      Draft.count(),
    ]);
    assert.deepEqual(counts, [FORMS, FORMS, FORMS, 0]);
    const { requests, firstBroken } = await verifyChains(desk);
    assert.deepEqual({ requests, firstBroken }, { requests: FORMS, firstBroken: null });
  });
});
