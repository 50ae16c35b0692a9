import assert from 'node:assert/strict';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { longDate, longMoment, shortDate, shortMoment, timeLeftWords, timeOfDay } from '../../views/dates.ts';
import { translator } from '../../views/i18n.ts';

const day = (text: string) => text as CalendarDate;

describe('The local clock', () => {
  it('is that of any zone, on days when clocks change too', () => {
    for (const zone of [
      'Europe/Paris',
      'America/Sao_Paulo',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'UTC',
    ]) {
      const clock = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      });
      for (let nth = 0; nth < 3000; nth += 1) {
        const at = new Date(Date.UTC(2011, 0, 1) + nth * 49.37 * 3_600_000);
        assert.equal(timeOfDay(at, 'en', zone), clock.format(at), `${at.toISOString()} in ${zone}`);
      }
    }
  });
});

describe('A date in words', () => {
  it('has its weekday and its month written out', () => {
    assert.equal(longDate(day('2026-11-27'), 'en'), 'Friday 27 November 2026');
    assert.equal(longDate(day('2026-11-27'), 'fr'), 'vendredi 27 novembre 2026');
    assert.equal(shortDate(day('2026-11-27'), 'en'), '27 Nov 2026');
    assert.equal(shortDate(day('2026-11-27'), 'fr'), '27 nov. 2026');
    assert.equal(longDate(day('2026-12-25'), 'de'), 'Freitag, 25. Dezember 2026');
    assert.equal(longDate(day('2026-11-01'), 'de'), 'Sonntag, 1. November 2026');
    assert.equal(shortDate(day('2026-12-25'), 'de'), '25. Dez. 2026');
  });

  it('calls the first of a month "1er" in French', () => {
    assert.equal(longDate(day('2026-11-01'), 'fr'), 'dimanche 1er novembre 2026');
  });

  it('is the local day of the zone: 23:30 in Paris is the same evening, 00:30 the next day', () => {
    assert.equal(
      longDate(new Date('2026-11-26T22:30:00Z'), 'en', 'Europe/Paris'),
      'Thursday 26 November 2026',
    );
    assert.equal(longDate(new Date('2026-11-26T23:30:00Z'), 'en', 'Europe/Paris'), 'Friday 27 November 2026');
    assert.equal(
      longDate(new Date('2026-11-26T23:30:00Z'), 'en', 'America/New_York'),
      'Thursday 26 November 2026',
    );
  });

  it('keeps a calendar day whatever the zone', () => {
    assert.equal(longDate(day('2026-11-27'), 'en', 'America/New_York'), 'Friday 27 November 2026');
  });
});

describe('A moment in words', () => {
  const at = new Date('2026-11-27T09:42:00Z');

  it('names the place whose clock it is', () => {
    assert.equal(longMoment(at, 'en', 'Europe/Paris'), 'Friday 27 November 2026, 10:42 (Paris)');
    assert.equal(longMoment(at, 'en', 'America/New_York'), 'Friday 27 November 2026, 04:42 (New York)');
    assert.equal(
      longMoment(at, 'fr', 'Europe/Paris'),
      'vendredi 27 novembre 2026 à 10\u00a0h\u00a042 (Paris)',
    );
    assert.equal(longMoment(at, 'de', 'Europe/Vienna'), 'Freitag, 27. November 2026, 10:42\u00a0Uhr (Wien)');
  });

  it('writes midnight as 00:00, never 24:00', () => {
    assert.equal(shortMoment(new Date('2026-11-26T23:00:00Z'), 'en', 'Europe/Paris'), '27 Nov 2026, 00:00');
  });
});

describe('Time left in words', () => {
  const cases = [
    [{ unit: 'day', count: 3, late: false }, '3 days left', '3 jours restants'],
    [{ unit: 'day', count: 1, late: true }, '1 day late', '1 jour de retard'],
    [{ unit: 'day', count: 0, late: false }, 'due today', 'échéance aujourd’hui'],
    [{ unit: 'hour', count: 2, late: true }, '2 hours late', '2 heures de retard'],
    [{ unit: 'hour', count: 0, late: false }, 'less than an hour left', 'moins d’une heure restante'],
    [{ unit: 'minute', count: 1, late: false }, '1 minute left', '1 minute restante'],
  ] as const;
  for (const [left, en, fr] of cases) {
    it(`says "${en}" and "${fr}"`, () => {
      assert.equal(timeLeftWords(left, translator('en')), en);
      assert.equal(timeLeftWords(left, translator('fr')), fr);
    });
  }
});
