import assert from 'node:assert/strict';
import type { Step } from '../../domain/calendar/step.ts';
import { STARTING_FACTS } from '../../domain/policies/facts.ts';
import { explain, explainAll } from '../../views/because.ts';
import { translator } from '../../views/i18n.ts';
import { clocksOf, factsOf, shippedPolicy } from '../support/facts.ts';

const gdpr = shippedPolicy('gdpr-eu');
const en = (steps: Parameters<typeof explainAll>[0]) => explainAll(steps, translator('en'), 'en');
describe('Why this date, in sentences', () => {
  it('nationwide days are said to be only those', () => {
    const { reply: nationwide } = clocksOf(gdpr, factsOf('2026-03-31T22:30:00Z'), 'FR');
    assert.ok(
      en(nationwide?.because ?? []).some((sentence) =>
        /nationwide public holidays of France alone; its regions may have more/.test(sentence),
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
        'Waiting for proof of identity from Tuesday 15 February 2022 to Tuesday 19 April 2022: 63 days, the day of asking not counted (Art. 12(6); EDPB Guidelines 01/2022, § 159).',
      ),
    );
    assert.ok(sentences.includes('After the waiting, the period ends on Wednesday 11 May 2022.'));
    assert.ok(sentences.includes('Counted the other way, it would end on Friday 13 May 2022.'));
  });

  it('every fact that a clock may start from has words in both languages', () => {
    for (const fact of STARTING_FACTS) {
      const step = { code: 'not-started', data: { fact } };
      assert.match(explain(step, translator('en'), 'en'), /^No date yet: runs once [a-z -]+\.$/);
      assert.match(
        explain(step, translator('fr'), 'fr'),
        /^Pas encore de date\u00a0: le délai partira au moment où [^:]+\.$/,
      );
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

  it('the row of a closed request, computed before steps held as much, reads on without a hole', () => {
    const [on, to, zone] = ['2026-04-02', '2026-04-08', 'Europe/Paris'];
    const former: Step[] = [
      { code: 'days-added', data: { count: 2, from: on, to } },
      { code: 'working-days-added', data: { count: 2, from: on, to } },
      { code: 'outer', data: { at: '2026-04-02T10:00:00.000Z', zone } },
      { code: 'not-rolled', data: { on } },
      { code: 'two-working-days', data: { to } },
      { code: 'pause-open', data: { reason: 'identity', from: on } },
    ];
    assert.deepEqual(en(former), [
      'A period of 2 days from that day, Thursday 2 April 2026 (day 0, not counted), ends on Wednesday 8 April 2026, weekends and public holidays included (Reg. 1182/71 Art. 3(1), 3(3)).',
      'A period of 2 working days from that day, Thursday 2 April 2026 (day 0, not counted), ends on Wednesday 8 April 2026 (Reg. 1182/71 Art. 3(1), 3(3)).',
      'In full hours (Reg. 1182/71 Art. 3(2)(a)), the period ends on Thursday 2 April 2026, 12:00 (Paris). The earlier of the two is used.',
      'This period does not move to a working day: Thursday 2 April 2026 stays the last day.',
      'A period of two days or more holds at least two working days (Reg. 1182/71 Art. 3(5)): the second is Wednesday 8 April 2026, so it ends then.',
      'Paused since Thursday 2 April 2026, waiting for proof of identity. The date below leaves this wait out, and moves once the reply arrives.',
    ]);
  });
});
