import assert from 'node:assert/strict';
import { letterContext } from '../../models/letter/context.ts';
import { Letter } from '../../models/letter.ts';
import { LANGUAGES } from '../../views/i18n.ts';
import { wordsOf } from '../../views/letters/wordsOf.ts';
import { deskForTests } from '../support/desk.ts';
import { receive } from '../support/requests.ts';

const MARKS = {
  en: ['[Rehearsal] ', 'REHEARSAL. This letter is not real'],
  fr: ['[Exercice] ', 'EXERCICE. Ce courrier n’est pas réel'],
  de: ['[Übung] ', 'ÜBUNG. Dieses Schreiben ist nicht echt'],
};

describe('A letter of a rehearsal', () => {
  for (const language of LANGUAGES) {
    it(`says that it is not real in its subject, after its head, and on paper: ${language}`, async () => {
      const desk = await deskForTests();
      await receive(desk, desk.organisation, { language });
      const letter = await Letter.findOne({ where: { kind: 'receipt' }, rejectOnEmpty: true });
      const real = wordsOf(await letterContext(desk, letter));
      const [subject = '', said = ''] = MARKS[language as keyof typeof MARKS];
      assert.doesNotMatch(real.subject + real.text, new RegExp(said));
      const context = await letterContext({ ...desk, isRehearsal: true }, letter);
      const marked = wordsOf(context);
      assert.equal(marked.subject, subject + real.subject);
      assert.match(marked.text.split('\n\n')[1] ?? '', new RegExp(`^${said}`));
      const { sheet } = wordsOf({ ...context, channel: 'post' });
      assert.match(String(sheet?.body[0]), new RegExp(`^${said}`));
    });
  }
});
