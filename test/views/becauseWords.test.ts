import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PERIOD_UNITS } from '../../domain/calendar/periodText.ts';
import type { Step } from '../../domain/calendar/step.ts';
import { explain } from '../../views/because.ts';
import { LANGUAGES, translator } from '../../views/i18n.ts';
import { EVERY_COUNT } from '../support/reasons.ts';
import { EVERY_LAW } from '../support/reasonsOfLaws.ts';
import { EVERY_REST } from '../support/reasonsOfRest.ts';
import { EVERY_TASK } from '../support/reasonsOfTasks.ts';
import { EVERY_WAIT } from '../support/reasonsOfWaits.ts';

const root = join(import.meta.dirname, '../..');
const steps = [...EVERY_COUNT, ...EVERY_WAIT, ...EVERY_LAW, ...EVERY_TASK, ...EVERY_REST];
const left = new Set(steps.map(({ code }) => code));

/** What a step holds for the programs that read it, and no sentence repeats. */
const UNSAID = [/confirmed$/, /^pause\.count$/, /^calendar-(none|given)\./];

describe('The sentences of because', () => {
  it('are there for every step that the domain names, and none is for a step that nobody leaves', () => {
    const sources = globSync('domain/{calendar/*,deadlines/*,tasks/{due,backups}}.ts', { cwd: root }).map(
      (file) => readFileSync(join(root, file), 'utf8'),
    );
    const named = sources.flatMap((text) => [...text.matchAll(/code: '([a-z-]+)'/g)].map(([, code]) => code));
    const worded = Object.keys(
      JSON.parse(readFileSync(join(root, 'views/locales/en/because.json'), 'utf8')).step,
    );
    const codes = new Set(worded.map((key) => key.replace(/_(one|other)$/, '')));
    assert.deepEqual(
      named.filter((code) => code !== 'custom' && !codes.has(code as string)),
      [],
    );
    assert.deepEqual(
      [...codes].filter((code) => !left.has(code)),
      [],
      'let a history in test/support/reasons*.ts leave this step',
    );
  });

  it('say all that a step holds: whatever changes in it, the sentence changes, in both languages', () => {
    const silent = new Set<string>();
    for (const step of steps) {
      for (const [key, value] of Object.entries(step.data)) {
        for (const language of LANGUAGES) {
          if (UNSAID.some((kind) => kind.test(`${step.code}.${key}`))) continue;
          if (LANGUAGES.some((each) => each === key) && key !== language) continue;
          const other = { ...step, data: { ...step.data, [key]: changed(key, value) } };
          const t = translator(language);
          if (explain(step, t, language) === explain(other, t, language)) silent.add(`${step.code}.${key}`);
        }
      }
    }
    assert.deepEqual([...silent], []);
  });

  it('are the same from a stored row, whose moments are texts', () => {
    for (const step of steps) {
      const stored = JSON.parse(JSON.stringify(step));
      for (const language of LANGUAGES) {
        const t = translator(language);
        assert.equal(explain(stored, t, language), explain(step, t, language));
      }
    }
  });

  it('leave no hole and end as sentences do', () => {
    for (const step of steps) {
      for (const language of LANGUAGES) {
        assert.match(explain(step, translator(language), language), /^[A-ZÀ-Ý0-9][^{}]*\.$/, step.code);
      }
    }
  });
});

const OTHER: Record<string, string> = {
  zone: 'America/New_York',
  fact: 'decided',
  reason: 'fee',
  model: 'restart',
};

function changed(key: string, value: Step['data'][string]): Step['data'][string] {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (value instanceof Date) return new Date(value.getTime() + 86_400_000);
  if (Array.isArray(value)) return [...value, { on: '2026-12-24', en: 'Eve', fr: 'Veille' }] as typeof value;
  if (key === 'compared') return value === 'none' ? 'law' : 'none';
  if (key === 'unit') return PERIOD_UNITS.find((unit) => unit !== value) as string;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value === '2026-12-24' ? '2026-12-25' : '2026-12-24';
  return OTHER[key] === value ? 'identity' : (OTHER[key] ?? `${value}x`);
}
