import assert from 'node:assert/strict';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { appForTests } from '../support/app.ts';
import { deskForTests } from '../support/desk.ts';
import { workPages } from '../support/workPages.ts';

describe('Once the key of a request was destroyed', () => {
  it('no page about it is an error of the desk: not for staff, the person, an owner or a provider', async () => {
    const desk = await deskForTests();
    const app = appForTests(desk);
    const { pages, forms } = await workPages(desk, app);
    const hidden = [];
    for (const { who, path } of forms) hidden.push(await who.hiddenFields(path));
    await SubjectRequest.update({ wrappedKey: null }, { where: {} });
    const broken: string[] = [];
    for (const { who, paths } of pages)
      for (const path of paths) {
        const { status } = await who.get(path);
        if (status >= 500) broken.push(`GET ${path} ${status}`);
      }
    for (const [nth, { who, action }] of forms.entries()) {
      const given = { outcome: 'done', code: '123456', provider: 'X', email: 'x@example.org', version: '1' };
      const { status } = await who
        .post(action)
        .type('form')
        .send({ ...hidden[nth], ...given });
      if (status >= 500) broken.push(`POST ${action} ${status}`);
    }
    assert.deepEqual(broken, []);
  });
});
