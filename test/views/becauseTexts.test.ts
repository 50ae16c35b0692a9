import assert from 'node:assert/strict';
import { calendarOfDays } from '../../domain/calendar/holidays.ts';
import { en, fr, reads } from '../support/reads.ts';
import { backFrom, clockReasons, reasonsOf, withDeclared } from '../support/reasons.ts';

describe('Reasons that a lawyer can count again', () => {
  it('one month over 1 May and a weekend: the day of receipt, each day passed over, each article', () => {
    reads(
      reasonsOf('2026-03-31T22:30:00Z', 'P1M'),
      `Received on Wednesday 1 April 2026, 00:30 (Paris).
       A period of one month from the day of receipt, Wednesday 1 April 2026 (day 0, not counted), ends on Friday 1 May 2026 (Reg. 1182/71 Art. 3(1), 3(2)(c)).
       Friday 1 May 2026 is a public holiday: Labour Day.
       Saturday 2 May 2026 is not a working day.
       Sunday 3 May 2026 is not a working day.
       So the last day moves to the next working day, Monday 4 May 2026 (Reg. 1182/71 Art. 3(4)).
       Deadline (Reg. 1182/71 Art. 3(2)): Monday 4 May 2026, until 24:00 (Paris).`,
      `Reçue le mercredi 1er avril 2026 à 0 h 30 (Paris).
       Un mois à compter du jour de la réception, le mercredi 1er avril 2026 (jour 0, non compté) : fin le vendredi 1er mai 2026 (règlement 1182/71, art. 3(1), 3(2)(c)).
       Le vendredi 1er mai 2026 est un jour férié : Fête du travail.
       Le samedi 2 mai 2026 n’est pas un jour ouvré.
       Le dimanche 3 mai 2026 n’est pas un jour ouvré.
       Le dernier jour est donc reporté au jour ouvré suivant, le lundi 4 mai 2026 (règlement 1182/71, art. 3(4)).
       Échéance (règlement 1182/71, art. 3(2)) : le lundi 4 mai 2026, jusqu’à 24 h (Paris).`,
    );
  });

  it('one month from 31 January, in London: the month without a 31st (Art. 3(2)(c))', () => {
    reads(
      reasonsOf('2026-01-31', 'P1M', { calendar: 'GB-ENG', zone: 'Europe/London' }),
      `Received on Saturday 31 January 2026; the time of day is not known.
       A period of one month from the day of receipt, Saturday 31 January 2026 (day 0, not counted), ends on Saturday 28 February 2026 (Reg. 1182/71 Art. 3(1), 3(2)(c)).
       That month has no day 31, so the period ends on its last day, Saturday 28 February 2026 (Reg. 1182/71 Art. 3(2)(c)).
       Saturday 28 February 2026 is not a working day.
       Sunday 1 March 2026 is not a working day.
       So the last day moves to the next working day, Monday 2 March 2026 (Reg. 1182/71 Art. 3(4)).
       Deadline (Reg. 1182/71 Art. 3(2)): Monday 2 March 2026, until 24:00 (London).`,
      `Reçue le samedi 31 janvier 2026 ; l’heure n’est pas connue.
       Un mois à compter du jour de la réception, le samedi 31 janvier 2026 (jour 0, non compté) : fin le samedi 28 février 2026 (règlement 1182/71, art. 3(1), 3(2)(c)).
       Ce mois n’a pas de 31 : le délai expire à son dernier jour, le samedi 28 février 2026 (règlement 1182/71, art. 3(2)(c)).
       Le samedi 28 février 2026 n’est pas un jour ouvré.
       Le dimanche 1er mars 2026 n’est pas un jour ouvré.
       Le dernier jour est donc reporté au jour ouvré suivant, le lundi 2 mars 2026 (règlement 1182/71, art. 3(4)).
       Échéance (règlement 1182/71, art. 3(2)) : le lundi 2 mars 2026, jusqu’à 24 h (Londres).`,
    );
  });

  it('ten working days over Easter in Berlin: 18 days less 6 weekend days, Good Friday and Easter Monday (Art. 2(2))', () => {
    reads(
      reasonsOf('2026-03-26', 'P10BD', { calendar: 'DE-BE', zone: 'Europe/Berlin' }),
      `Received on Thursday 26 March 2026; the time of day is not known.
       A period of 10 working days from the day of receipt, Thursday 26 March 2026 (day 0, not counted), ends on Monday 13 April 2026 (Reg. 1182/71 Art. 3(1), 3(3)).
       Of these 18 days, not working days (Reg. 1182/71 Art. 2(2)): 6 Saturdays and Sundays, 2 public holidays (Friday 3 April 2026, Good Friday; Monday 6 April 2026, Easter Monday).
       Deadline (Reg. 1182/71 Art. 3(2)): Monday 13 April 2026, until 24:00 (Berlin).`,
      `Reçue le jeudi 26 mars 2026 ; l’heure n’est pas connue.
       10 jours ouvrés à compter du jour de la réception, le jeudi 26 mars 2026 (jour 0, non compté) : fin le lundi 13 avril 2026 (règlement 1182/71, art. 3(1), 3(3)).
       Parmi ces 18 jours, ne sont pas ouvrés (règlement 1182/71, art. 2(2)) : 6 samedis et dimanches, 2 jours fériés (vendredi 3 avril 2026, Vendredi saint ; lundi 6 avril 2026, Lundi de Pâques).
       Échéance (règlement 1182/71, art. 3(2)) : le lundi 13 avril 2026, jusqu’à 24 h (Berlin).`,
    );
  });

  it('two days over Easter in Brussels time: both working days by name (Art. 3(5))', () => {
    reads(
      reasonsOf('2026-04-02', 'P2D', { calendar: 'DE-BE', zone: 'Europe/Brussels' }),
      `Received on Thursday 2 April 2026; the time of day is not known.
       A period of 2 days from the day of receipt, Thursday 2 April 2026 (day 0, not counted), ends on Saturday 4 April 2026, weekends and public holidays included (Reg. 1182/71 Art. 3(1), 3(3)).
       Saturday 4 April 2026 is not a working day.
       Sunday 5 April 2026 is not a working day.
       Monday 6 April 2026 is a public holiday: Easter Monday.
       So the last day moves to the next working day, Tuesday 7 April 2026 (Reg. 1182/71 Art. 3(4)).
       Friday 3 April 2026 is a public holiday: Good Friday.
       The first working day inside the period is Tuesday 7 April 2026.
       A period of two days or more holds at least two working days (Reg. 1182/71 Art. 3(5)): the second is Wednesday 8 April 2026, so it ends then.
       Deadline (Reg. 1182/71 Art. 3(2)): Wednesday 8 April 2026, until 24:00 (Brussels).`,
      `Reçue le jeudi 2 avril 2026 ; l’heure n’est pas connue.
       2 jours à compter du jour de la réception, le jeudi 2 avril 2026 (jour 0, non compté), week-ends et jours fériés compris : fin le samedi 4 avril 2026 (règlement 1182/71, art. 3(1), 3(3)).
       Le samedi 4 avril 2026 n’est pas un jour ouvré.
       Le dimanche 5 avril 2026 n’est pas un jour ouvré.
       Le lundi 6 avril 2026 est un jour férié : Lundi de Pâques.
       Le dernier jour est donc reporté au jour ouvré suivant, le mardi 7 avril 2026 (règlement 1182/71, art. 3(4)).
       Le vendredi 3 avril 2026 est un jour férié : Vendredi saint.
       Le premier jour ouvré du délai est le mardi 7 avril 2026.
       Un délai de deux jours ou plus comprend au moins deux jours ouvrés (règlement 1182/71, art. 3(5)) : le second est le mercredi 8 avril 2026, où le délai expire.
       Échéance (règlement 1182/71, art. 3(2)) : le mercredi 8 avril 2026, jusqu’à 24 h (Bruxelles).`,
    );
  });

  it('700 working days: the holidays of each year by their number, and nothing by name', () => {
    const [skipped] = en(reasonsOf('2026-03-02', 'P700BD').filter(({ code }) => code === 'skipped'));
    assert.equal(
      skipped,
      'Of these 1016 days, not working days (Reg. 1182/71 Art. 2(2)): 290 Saturdays and Sundays, 26 public holidays (2026: 9, 2027: 8, 2028: 9).',
    );
  });

  it('a closure of two weeks in one sentence, its days off by date', () => {
    const closed = ['2026-04-02', '2026-04-03', '2026-04-06', '2026-04-07', '2026-04-08', '2026-04-09'];
    const steps = reasonsOf('2026-03-02', 'P1M', { calendar: calendarOfDays(closed) });
    const told = steps.filter(({ code }) => code === 'closed-run');
    assert.deepEqual(en(told), [
      'From Thursday 2 April 2026 to Thursday 9 April 2026, 8 days, not working days (Reg. 1182/71 Art. 2(2)): 2 Saturdays and Sundays, 6 days off given (Thursday 2 April 2026; Friday 3 April 2026; Monday 6 April 2026; Tuesday 7 April 2026; Wednesday 8 April 2026; Thursday 9 April 2026).',
    ]);
    assert.match(
      fr(told)[0] ?? '',
      /^Du jeudi 2 avril 2026 au jeudi 9 avril 2026, soit 8 jours, ne sont pas ouvrés/,
    );
  });

  it('a day declared late, and a holiday taken away, with what says so', () => {
    const mourning = reasonsOf('2026-04-29', 'P1M', {
      calendar: withDeclared('2026-05-29', 'deuil national', 'décret 2026-1'),
    });
    assert.equal(
      en(mourning)[3],
      'Friday 29 May 2026 was declared a public holiday: deuil national (décret 2026-1).',
    );
    assert.equal(
      fr(mourning)[3],
      'Le vendredi 29 mai 2026 a été déclaré férié : deuil national (décret 2026-1).',
    );
    const working = reasonsOf('2026-04-08', 'P1M', {
      calendar: withDeclared('2026-05-08', 'férié supprimé', 'loi 2026-2', true),
    });
    assert.equal(
      en(working)[3],
      'Friday 8 May 2026 was declared a working day: férié supprimé (loi 2026-2).',
    );
    assert.equal(fr(working)[3], 'Le vendredi 8 mai 2026 a été déclaré ouvré : férié supprimé (loi 2026-2).');
  });
});

describe('Hours across a clock change, step by step', () => {
  it('24 hours from 18:17 are 17:17 in October, and it is said why (Art. 3(1), 3(2)(a))', () => {
    reads(
      reasonsOf('2026-10-24T18:17', 'PT24H'),
      `Received on Saturday 24 October 2026, 18:17 (Paris).
       24 hours later is Sunday 25 October 2026, 17:17 (Paris). Weekends and public holidays count, and nothing moves to a working day (Reg. 1182/71 Art. 3(3), 3(4)).
       A clock change lies in between: on Sunday 25 October 2026 the clocks go back 60 minutes, from UTC+02:00 to UTC+01:00. The time elapsed is 24 hours.
       In full hours (Reg. 1182/71 Art. 3(1)), the hour in which it began is left out: they run from Saturday 24 October 2026, 19:00 (Paris).
       In full hours (Reg. 1182/71 Art. 3(2)(a)), the period ends on Sunday 25 October 2026, 18:00 (Paris). The earlier of the two is used.`,
      `Reçue le samedi 24 octobre 2026 à 18 h 17 (Paris).
       24 heures plus tard : dimanche 25 octobre 2026 à 17 h 17 (Paris). Les week-ends et jours fériés comptent, sans report à un jour ouvré (règlement 1182/71, art. 3(3), 3(4)).
       Changement d’heure entre les deux : le dimanche 25 octobre 2026, l’heure recule de 60 minutes, de UTC+02:00 à UTC+01:00. Durée écoulée : 24 heures.
       En heures pleines (règlement 1182/71, art. 3(1)), l’heure en cours au départ n’est pas comptée : le compte commence le samedi 24 octobre 2026 à 19 h 00 (Paris).
       En heures pleines (règlement 1182/71, art. 3(2)(a)), le délai expire le dimanche 25 octobre 2026 à 18 h 00 (Paris). La première des deux dates est retenue.`,
    );
  });

  it('90 minutes over the lost hour of March end 150 minutes later by the clock', () => {
    assert.deepEqual(en(reasonsOf('2026-03-29T01:30', 'PT90M')).slice(1), [
      '90 minutes later is Sunday 29 March 2026, 04:00 (Paris).',
      'A clock change lies in between: on Sunday 29 March 2026 the clocks go forward 60 minutes, from UTC+01:00 to UTC+02:00. The time elapsed is 90 minutes.',
    ]);
  });

  it('a time that occurs twice says which of the two it is, wherever it is written', () => {
    assert.equal(
      en(reasonsOf('2026-10-25T00:30:00Z', 'PT24H'))[0],
      'Received on Sunday 25 October 2026, 02:30 (Paris, the first of two, UTC+02:00).',
    );
    assert.equal(
      fr(reasonsOf('2026-10-25T01:30:00Z', 'PT24H'))[0],
      'Reçue le dimanche 25 octobre 2026 à 2 h 30 (Paris, la seconde des deux, UTC+01:00).',
    );
    const [, ends] = en(reasonsOf('2026-10-24T01:30:00Z', 'PT24H'));
    assert.match(
      ends ?? '',
      /^24 hours later is Sunday 25 October 2026, 02:30 \(Paris, the second of two, UTC\+01:00\)\./,
    );
  });
});

describe('A clock counted back, step by step (Reg. 1182/71 Art. 3(4))', () => {
  it('30 days before an audit end on a Sunday and All Saints: that Sunday stays, the Friday before is safe', () => {
    reads(
      backFrom('2026-12-01T09:00:00Z', { period: 'P30D' }),
      `Counted back from the moment when the audit begins: Tuesday 1 December 2026, 10:00 (Paris).
       30 days before, that day not counted, is Sunday 1 November 2026 (Reg. 1182/71 Art. 3(1)).
       Saturday 31 October 2026 is not a working day.
       Sunday 1 November 2026 is not a working day.
       A period that is counted back does not move to a working day (Reg. 1182/71 Art. 3(4)): Sunday 1 November 2026 stays the last day. Aim for Friday 30 October 2026, the working day before.
       Deadline (Reg. 1182/71 Art. 3(2)): Sunday 1 November 2026, until 24:00 (Paris).`,
      `Compté à rebours du moment où l’audit commence : mardi 1er décembre 2026 à 10 h 00 (Paris).
       30 jours avant, ce jour n’étant pas compté : dimanche 1er novembre 2026 (règlement 1182/71, art. 3(1)).
       Le samedi 31 octobre 2026 n’est pas un jour ouvré.
       Le dimanche 1er novembre 2026 n’est pas un jour ouvré.
       Un délai compté à rebours n’est pas déplacé vers un jour ouvré (règlement 1182/71, art. 3(4)) : son dernier jour reste le dimanche 1er novembre 2026. À viser : le vendredi 30 octobre 2026, jour ouvré précédent.
       Échéance (règlement 1182/71, art. 3(2)) : le dimanche 1er novembre 2026, jusqu’à 24 h (Paris).`,
    );
  });

  it('one month before 31 March ends on the last day of February, five working days before Christmas skip it by name', () => {
    const month = en(backFrom('2026-03-31T09:00:00Z', { period: 'P1M' }));
    assert.equal(
      month[2],
      'That month has no day 31, so the period ends on its last day, Saturday 28 February 2026 (Reg. 1182/71 Art. 3(2)(c)).',
    );
    const working = en(backFrom('2026-12-29T09:00:00Z', { period: 'P5BD' }, 'FR'));
    assert.equal(
      working[2],
      'Of these 8 days, not working days (Reg. 1182/71 Art. 2(2)): 2 Saturdays and Sundays, one public holiday (Friday 25 December 2026, Christmas Day).',
    );
  });

  it('a period from another fact names it: the day on which a breach becomes known is day 0', () => {
    const breach = { 'breach-known': '2026-03-02T09:00:00Z' };
    assert.equal(
      en(clockReasons({ starts: 'breach-known', period: 'P1W' }, breach))[1],
      'A period of one week from the day on which the breach becomes known, Monday 2 March 2026 (day 0, not counted), ends on Monday 9 March 2026 (Reg. 1182/71 Art. 3(1), 3(2)(c)).',
    );
  });
});
