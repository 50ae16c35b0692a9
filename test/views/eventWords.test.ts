import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STAFF_LANGUAGES } from '../../domain/languages.ts';
import { EVENT_KINDS, eventOfFact } from '../../domain/lifecycle/events.ts';
import { FACT_NAMES } from '../../domain/lifecycle/vocabulary.ts';

const folder = join(import.meta.dirname, '../../views/locales');
const wordsIn = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(folder, language, 'events.json'), 'utf8')).kind;

describe('The kinds of events', () => {
  for (const language of STAFF_LANGUAGES)
    it(`have a sentence each in ${language}, which names no code, and no sentence is for a kind that cannot be`, () => {
      const words = wordsIn(language);
      assert.deepEqual(Object.keys(words).sort(), [...EVENT_KINDS].sort());
      for (const kind of EVENT_KINDS.filter((each) => each.includes('-')))
        assert.ok(!words[kind]?.includes(kind), kind);
    });

  it('have one for every fact, so that what was done can be told from the log', () => {
    const kinds: readonly string[] = EVENT_KINDS;
    assert.deepEqual(
      FACT_NAMES.filter((name) => !kinds.includes(eventOfFact(name))),
      [],
    );
  });
});
