import assert from 'node:assert/strict';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { answeredWith, openWithCode } from '../../support/answered.ts';
import { appForTests, browser } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';
import { latestLetter } from '../../support/publicForm.ts';

describe('What was written to the person (WCAG 2.2, 3.1.2)', () => {
  it('is marked with the language of the request, also on a page in another', async () => {
    const desk = await deskForTests();
    const visitor = browser(appForTests(desk));
    const note = { name: 'a.txt', mediaType: 'text/plain', content: Buffer.from('a') };
    const { link } = await answeredWith(desk, visitor, [note]);
    await openWithCode(desk, visitor, link);
    await SubjectRequest.update({ language: 'fr' }, { where: {} });
    const answer = (await visitor.get(`${link}?lang=de`)).text;
    assert.match(answer, /<html lang="de">/);
    assert.match(answer, /<div class="answer-words as-typed" lang="fr">/);
    const status = new URL((await latestLetter(desk, 'answer')).links.status ?? '').pathname;
    assert.match((await visitor.get(status)).text, /<p class="letter-text as-typed" lang="fr">/);
  });
});
