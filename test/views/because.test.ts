import assert from 'node:assert/strict';
import { STARTING_FACTS } from '../../domain/policies/facts.ts';
import { explain, explainAll } from '../../views/because.ts';
import { translator } from '../../views/i18n.ts';
import { clocksOf, factsOf, shippedPolicy } from '../support/facts.ts';

const gdpr = shippedPolicy('gdpr-eu');
const en = (steps: Parameters<typeof explainAll>[0]) => explainAll(steps, translator('en'), 'en');
const fr = (steps: Parameters<typeof explainAll>[0]) =>
  explainAll(steps, translator('fr'), 'fr').map((sentence) => sentence.replaceAll('\u00a0', ' '));

describe('Why this date, in sentences', () => {
  const { reply } = clocksOf(gdpr, factsOf('2026-02-28T23:30:00Z'), 'FR-67');

  it('in English, dates written out with the weekday', () => {
    const { reply: april } = clocksOf(gdpr, factsOf('2026-03-31T22:30:00Z'), 'FR-67');
    assert.deepEqual(en(april?.because ?? []), [
      'Received on Wednesday 1 April 2026, 00:30 (Paris).',
      'One month from Wednesday 1 April 2026 is Friday 1 May 2026.',
      `Working days follow the public holidays of FR-67 (${april?.because.find((step) => step.code === 'calendar')?.data.version}).`,
      'Friday 1 May 2026 is a public holiday: Labour Day.',
      'Saturday 2 May 2026 is not a working day.',
      'Sunday 3 May 2026 is not a working day.',
      'The last day moves to the next working day, Monday 4 May 2026 (Reg. 1182/71 Art. 3(4)).',
      'Monday 4 May 2026 counts to its end, 24:00 (Paris).',
    ]);
  });

  it('in French, the first of a month as 1er', () => {
    const sentences = fr(reply?.because ?? []);
    assert.equal(sentences[0], 'Reçue le dimanche 1er mars 2026 à 0 h 30 (Paris).');
    assert.equal(sentences[1], 'Un mois à partir du dimanche 1er mars 2026 : mercredi 1er avril 2026.');
    assert.equal(sentences.at(-1), 'Le mercredi 1er avril 2026 compte jusqu’à sa fin, 24 h 00 (Paris).');
  });

  it('nationwide days are said to be only those', () => {
    const { reply: nationwide } = clocksOf(gdpr, factsOf('2026-03-31T22:30:00Z'), 'FR');
    assert.ok(
      en(nationwide?.because ?? []).some((sentence) =>
        /nationwide public holidays of FR alone/.test(sentence),
      ),
    );
  });

  it('a pause tells its reason, its days and how they count', () => {
    const pauses = [
      {
        reason: 'identity' as const,
        askedAt: new Date('2022-02-15T10:00:00Z'),
        answeredAt: new Date('2022-04-19T10:00:00Z'),
      },
    ];
    const { reply: paused } = clocksOf(gdpr, factsOf('2022-02-09T09:00:00Z', { pauses }), 'none');
    const sentences = en(paused?.because ?? []);
    assert.ok(
      sentences.includes(
        'Waiting for proof of identity from Tuesday 15 February 2022 to Tuesday 19 April 2022, 63 days: authorities count it in two ways, and the earlier date is used.',
      ),
    );
    assert.ok(sentences.includes('After the waiting, the period ends on Wednesday 11 May 2022.'));
    assert.ok(sentences.includes('By the other way of counting it would end on Friday 13 May 2022.'));
  });

  it('every fact that a clock may start from has words in both languages', () => {
    for (const fact of STARTING_FACTS) {
      const step = { code: 'not-started', data: { fact } };
      assert.match(explain(step, translator('en'), 'en'), /^Starts when [a-z -]+\.$/);
      assert.match(explain(step, translator('fr'), 'fr'), /^Commence lorsque [^:]+\.$/);
    }
  });

  it('a moment reads the same from a computation and from a stored row', () => {
    const step = {
      code: 'received-at',
      data: { at: new Date('2026-03-02T09:17:00Z'), zone: 'Europe/Paris' },
    };
    const stored = JSON.parse(JSON.stringify(step));
    assert.equal(explain(step, translator('en'), 'en'), 'Received on Monday 2 March 2026, 10:17 (Paris).');
    assert.equal(explain(stored, translator('en'), 'en'), explain(step, translator('en'), 'en'));
  });

  it('every step that the domain can leave has words in both languages', () => {
    const data = {
      count: 2,
      zone: 'Europe/Paris',
      reason: 'fee',
      model: 'restart',
      unit: 'months',
      fact: 'answered',
    };
    const more = {
      on: '2026-01-01',
      at: '2026-01-01T00:00:00Z',
      until: '2026-01-01T00:00:00Z',
      calendar: 'FR',
      version: 'x',
    };
    for (const code of CODES) {
      const step = {
        code,
        data: {
          ...data,
          ...more,
          from: '2026-01-01',
          to: '2026-01-02',
          due: '2026-01-03',
          day: 31,
          en: 'x',
          fr: 'y',
        },
      };
      for (const sentence of [...en([step]), ...fr([step])])
        assert.doesNotMatch(sentence, /\{\{|because:/, code);
    }
  });
});

const UNITS = ['minutes', 'hours', 'days', 'weeks', 'months', 'years', 'working-days'];
const CODES = [
  ...UNITS.map((unit) => `${unit}-added`),
  ...[
    'received-at',
    'received-on',
    'starts-at',
    'not-started',
    'counted-from-midnight',
    'outer',
    'clamped',
    'due',
  ],
  ...['calendar', 'calendar-nationwide', 'calendar-none', 'calendar-given', 'weekend', 'holiday', 'closed'],
  ...['rolled', 'not-rolled', 'two-working-days', 'extension', 'extension-lapsed', 'pause', 'after-pauses'],
  ...['other-reading', 'pause-open', 'pause-open-at', 'pause-elapsed', 'pause-too-late', 'pause-too-late-at'],
  'pause-not-allowed',
];
