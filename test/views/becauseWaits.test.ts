import assert from 'node:assert/strict';
import type { Step } from '../../domain/calendar/step.ts';
import type { Facts } from '../../domain/deadlines/deadline.ts';
import type { Right } from '../../domain/rights.ts';
import { clocksOf, factsOf, shippedPolicy } from '../support/facts.ts';
import { en, fr, reads } from '../support/reads.ts';

type Wait = [reason: Facts['pauses'][number]['reason'], asked: string, answered?: string];
type Options = { zone?: string; calendar?: string; right?: Right; clock?: string; more?: Partial<Facts> };

function reasons(policy: string, received: string, waits: Wait[], options: Options = {}): Step[] {
  const { zone = 'Europe/Paris', calendar = 'FR-67', right = 'access', clock = 'reply', more } = options;
  const pauses = waits.map(([reason, asked, answered]) => ({
    reason,
    askedAt: new Date(asked),
    ...(answered && { answeredAt: new Date(answered) }),
  }));
  const clocks = clocksOf(
    shippedPolicy(policy),
    factsOf(received, { zone, pauses, ...more }),
    calendar,
    right,
  );
  return clocks[clock]?.because ?? [];
}
const london = { zone: 'Europe/London', calendar: 'GB-ENG' };
const berlin = { zone: 'Europe/Berlin', calendar: 'DE-BE' };

describe('Waits that a lawyer can count again', () => {
  it('the EU’s two ways, each with its arithmetic, the authority, and § 159', () => {
    reads(
      reasons(
        'gdpr-eu',
        '2022-02-09T09:00:00Z',
        [['identity', '2022-02-15T09:00:00Z', '2022-04-19T09:00:00Z']],
        { ...berlin, calendar: 'none' },
      ),
      `Received on Wednesday 9 February 2022, 10:00 (Berlin).
       A period of one month from the day of receipt, Wednesday 9 February 2022 (day 0, not counted), ends on Wednesday 9 March 2022 (Reg. 1182/71 Art. 3(1), 3(2)(c)).
       Waiting for proof of identity from Tuesday 15 February 2022 to Tuesday 19 April 2022: 63 days, the day of asking not counted (Art. 12(6); EDPB Guidelines 01/2022, § 159).
       Authorities count a wait in two ways. EDPB Guidelines 01/2022, § 159, allow it and do not say how. The first of the two dates applies.
       The days of waiting are added: 63 days from Wednesday 9 March 2022 is Wednesday 11 May 2022.
       Counted from the answer on Tuesday 19 April 2022, the days used before it are taken off (so the Swedish authority, IMY-2022-9442).
       A period of one month from that day, Tuesday 19 April 2022 (day 0, not counted), ends on Thursday 19 May 2022 (Reg. 1182/71 Art. 3(1), 3(2)(c)).
       6 days had run by then without a wait: 6 days before Thursday 19 May 2022 is Friday 13 May 2022.
       The first of the two dates is Wednesday 11 May 2022.
       Counted the other way, it would end on Friday 13 May 2022.
       After the waiting, the period ends on Wednesday 11 May 2022.
       Deadline (Reg. 1182/71 Art. 3(2)): Wednesday 11 May 2022, until 24:00 (Berlin).`,
      `Reçue le mercredi 9 février 2022 à 10 h 00 (Berlin).
       Un mois à compter du jour de la réception, le mercredi 9 février 2022 (jour 0, non compté) : fin le mercredi 9 mars 2022 (règlement 1182/71, art. 3(1), 3(2)(c)).
       Attente (justificatif d’identité) du mardi 15 février 2022 au mardi 19 avril 2022 : 63 jours, sans le jour de la question (art. 12(6) ; lignes directrices 01/2022 du CEPD, § 159).
       Les autorités comptent une attente de deux manières. Les lignes directrices 01/2022 du CEPD, § 159, l’admettent sans dire comment la compter. La première des deux dates est retenue.
       Les jours d’attente sont ajoutés : 63 jours à partir du mercredi 9 mars 2022, soit le mercredi 11 mai 2022.
       À compter de la réponse du mardi 19 avril 2022, les jours déjà écoulés sont déduits (ainsi l’autorité suédoise, IMY-2022-9442).
       Un mois à compter de ce jour, le mardi 19 avril 2022 (jour 0, non compté) : fin le jeudi 19 mai 2022 (règlement 1182/71, art. 3(1), 3(2)(c)).
       Jours écoulés sans attente jusque-là : 6 jours. Déduits du jeudi 19 mai 2022, ils donnent le vendredi 13 mai 2022.
       La première des deux dates est le mercredi 11 mai 2022.
       Compté de l’autre manière, il se terminerait le vendredi 13 mai 2022.
       Après l’attente, le délai se termine le mercredi 11 mai 2022.
       Échéance (règlement 1182/71, art. 3(2)) : le mercredi 11 mai 2022, jusqu’à 24 h (Berlin).`,
    );
  });

  it('a wait that would shorten is left out, asking late is said (received 20 January 2026)', () => {
    const steps = reasons(
      'gdpr-eu',
      '2026-01-20T09:00:00Z',
      [['clarification', '2026-02-05T09:00:00Z', '2026-02-06T09:00:00Z']],
      berlin,
    );
    reads(
      steps.filter(({ code }) => /asked-late|left-out|not-earlier|first-of|^due/.test(code)),
      `A clarification was asked for on Thursday 5 February 2026, 16 days after receipt. Asking must be prompt, and no law says how many days that is: the wait counts, and the date is not confirmed.
       The first of the two dates is Wednesday 18 February 2026.
       Without the wait for a clarification from Thursday 5 February 2026 to Friday 6 February 2026, the period ends later.
       A wait makes no date earlier: Friday 20 February 2026 stands.
       Deadline (Reg. 1182/71 Art. 3(2)): Friday 20 February 2026, until 24:00 (Berlin).`,
      `Question posée le jeudi 5 février 2026 (précision), 16 jours après la réception. Elle doit l’être sans tarder, et aucun texte ne dit en combien de jours : l’attente compte, et la date n’est pas confirmée.
       La première des deux dates est le mercredi 18 février 2026.
       Sans l’attente (précision) du jeudi 5 février 2026 au vendredi 6 février 2026, le délai se termine plus tard.
       Une attente n’avance aucune date : le vendredi 20 février 2026 demeure.
       Échéance (règlement 1182/71, art. 3(2)) : le vendredi 20 février 2026, jusqu’à 24 h (Berlin).`,
    );
  });

  it('the French pause cites its décret, and a period does not end before the answer', () => {
    const steps = reasons('gdpr-eu', '2026-07-23T09:00:00Z', [
      ['identity', '2026-08-24T09:00:00Z', '2026-09-23T09:00:00Z'],
    ]);
    reads(
      steps.filter(({ code }) => /^(waited|days-waited|not-before|after|due)/.test(code)),
      `Waiting for proof of identity from Monday 24 August 2026 to Wednesday 23 September 2026: 30 days, the day of asking not counted (Décret n° 2005-1309, art. 92 (2018); décret n° 2019-536).
       The days of waiting are added: 30 days from Sunday 23 August 2026 is Tuesday 22 September 2026.
       The period does not end before the day on which the answer arrived, Wednesday 23 September 2026.
       After the waiting, the period ends on Wednesday 23 September 2026.
       Deadline (Reg. 1182/71 Art. 3(2)): Wednesday 23 September 2026, until 24:00 (Paris).`,
      `Attente (justificatif d’identité) du lundi 24 août 2026 au mercredi 23 septembre 2026 : 30 jours, sans le jour de la question (décret n° 2005-1309, art. 92 (2018) ; décret n° 2019-536).
       Les jours d’attente sont ajoutés : 30 jours à partir du dimanche 23 août 2026, soit le mardi 22 septembre 2026.
       Le délai ne se termine pas avant le jour où la réponse est arrivée, le mercredi 23 septembre 2026.
       Après l’attente, le délai se termine le mercredi 23 septembre 2026.
       Échéance (règlement 1182/71, art. 3(2)) : le mercredi 23 septembre 2026, jusqu’à 24 h (Paris).`,
    );
  });
});

describe('Pauses in the United Kingdom, step by step (UK GDPR Art. 12A)', () => {
  it('10 to 20 March are 11 days, the first and the last included; asked and answered on one day is one', () => {
    const told = (answered: string) =>
      reasons(
        'uk-gdpr',
        '2026-03-03T09:00:00Z',
        [['clarification', '2026-03-10T10:00:00Z', answered]],
        london,
      ).filter(({ code }) => /waited/.test(code));
    const [eleven] = told('2026-03-20T15:00:00Z');
    const [one] = told('2026-03-10T15:00:00Z');
    const source = String(eleven?.data.source);
    reads(
      [...told('2026-03-20T15:00:00Z'), ...(one ? [one] : [])],
      `Waiting for a clarification from Tuesday 10 March 2026 to Friday 20 March 2026: 11 days, the first and the last included, do not count (${source}).
       The days of waiting are added: 11 days from Friday 3 April 2026 is Tuesday 14 April 2026.
       A clarification was asked for and arrived on Tuesday 10 March 2026: that day does not count (${source}).`,
      `Attente (précision) du mardi 10 mars 2026 au vendredi 20 mars 2026 : 11 jours, le premier et le dernier compris, ne comptent pas (ICO, droit d’accès ; DPA 2018, s. 54(3C)).
       Les jours d’attente sont ajoutés : 11 jours à partir du vendredi 3 avril 2026, soit le mardi 14 avril 2026.
       Question posée et réponse reçue le mardi 10 mars 2026 (précision) : ce jour ne compte pas (ICO, droit d’accès ; DPA 2018, s. 54(3C)).`,
    );
  });

  it('a restart under an extension names the day from which three months run, and to which: 10 May', () => {
    const steps = reasons(
      'uk-gdpr',
      '2026-01-26T09:00:00Z',
      [['identity', '2026-02-01T09:00:00Z', '2026-02-10T15:00:00Z']],
      { ...london, more: { extensionNoticeSentAt: new Date('2026-02-05T10:00:00Z') } },
    );
    const told = steps.filter(({ code }) => /^(extension|notice|months|waited|after)/.test(code));
    const uncited = told.map(({ code, data }) => ({ code, data: { ...data, source: '', basis: '' } }));
    reads(
      uncited,
      `The deadline was paused on Thursday 5 February 2026, so the notice was in time.
       Extended: the notice went out on Thursday 5 February 2026, in time, so 3 months apply in place of the first period.
       A period of 3 months from the day of receipt, Monday 26 January 2026 (day 0, not counted), ends on Sunday 26 April 2026.
       Waiting for proof of identity from Sunday 1 February 2026 to Tuesday 10 February 2026: the period starts again on the day of the answer.
       A period of 3 months from that day, Tuesday 10 February 2026 (day 0, not counted), ends on Sunday 10 May 2026.
       After the waiting, the period ends on Sunday 10 May 2026.`,
      `Le délai était suspendu le jeudi 5 février 2026 : l’avis est parti à temps.
       Prolongation : l’avis est parti le jeudi 5 février 2026, à temps ; le délai est donc de 3 mois au lieu du premier délai.
       3 mois à compter du jour de la réception, le lundi 26 janvier 2026 (jour 0, non compté) : fin le dimanche 26 avril 2026.
       Attente (justificatif d’identité) du dimanche 1er février 2026 au mardi 10 février 2026 : le délai recommence le jour de la réponse.
       3 mois à compter de ce jour, le mardi 10 février 2026 (jour 0, non compté) : fin le dimanche 10 mai 2026.
       Après l’attente, le délai se termine le dimanche 10 mai 2026.`,
    );
  });
});

describe('Open waits, hours, and what has no effect', () => {
  it('an open wait says since when, for what, by which rule, and that the date leaves it out', () => {
    reads(
      reasons('gdpr-eu', '2026-03-03T09:00:00Z', [['identity', '2026-03-05T10:00:00Z']]).filter(({ code }) =>
        code.startsWith('pause'),
      ),
      `Paused since Thursday 5 March 2026, waiting for proof of identity (Décret n° 2005-1309, art. 92 (2018); décret n° 2019-536). The date below leaves this wait out, and moves once the reply arrives.`,
      `Suspendu depuis le jeudi 5 mars 2026, en attente : justificatif d’identité (décret n° 2005-1309, art. 92 (2018) ; décret n° 2019-536). La date ci-dessous ne compte pas cette attente et changera à l’arrivée de la réponse.`,
    );
  });

  it('while it waits, the last line is no deadline: it says what the date would be, and that it moves', () => {
    const steps = reasons('gdpr-eu', '2026-03-03T09:00:00Z', [['identity', '2026-03-05T10:00:00Z']]);
    assert.equal(
      en(steps).at(-1),
      'Without this wait, the deadline would be Tuesday 7 April 2026, until 24:00 (Paris) (Reg. 1182/71 Art. 3(2)). It is paused, and a new date follows the reply.',
    );
    assert.equal(
      fr(steps).at(-1),
      'Sans cette attente, l’échéance serait le mardi 7 avril 2026, jusqu’à 24 h (Paris) (règlement 1182/71, art. 3(2)). Elle est suspendue, et une nouvelle date suivra la réponse.',
    );
  });

  it('an hour clock waits by elapsed time, and a clock change in the wait is said', () => {
    const steps = reasons(
      'scalingo-privacy@2015',
      '2026-03-28T09:17:00Z',
      [['identity', '2026-03-28T11:00:00Z', '2026-03-29T12:30:00Z']],
      { right: 'erasure', clock: 'account-deletion' },
    );
    const from = steps.findIndex(({ code }) => code === 'waited-elapsed');
    const told = steps.slice(from).map(({ code, data }) => ({ code, data: { ...data, source: '' } }));
    reads(
      told,
      `Waiting for proof of identity from Saturday 28 March 2026, 12:00 (Paris) to Sunday 29 March 2026, 14:30 (Paris), 25 hours and 30 minutes.
       A clock change lies in between: on Sunday 29 March 2026 the clocks go forward 60 minutes, from UTC+01:00 to UTC+02:00. The time elapsed is 25 hours and 30 minutes.
       The same time is added: 25 hours and 30 minutes later is Monday 30 March 2026, 12:47 (Paris).
       In full hours, the period ends as much later, on Monday 30 March 2026, 13:30 (Paris).`,
      `Attente (justificatif d’identité) du samedi 28 mars 2026 à 12 h 00 (Paris) au dimanche 29 mars 2026 à 14 h 30 (Paris), 25 heures et 30 minutes.
       Changement d’heure entre les deux : le dimanche 29 mars 2026, l’heure avance de 60 minutes, de UTC+01:00 à UTC+02:00. Durée écoulée : 25 heures et 30 minutes.
       La même durée est ajoutée : 25 heures et 30 minutes plus tard, lundi 30 mars 2026 à 12 h 47 (Paris).
       En heures pleines, le délai expire d’autant plus tard, le lundi 30 mars 2026 à 13 h 30 (Paris).`,
    );
  });

  it('a question under the CCPA and the LGPD, and an extension that the LGPD does not know, leave a sentence', () => {
    const acts = (policy: string, zone: string, calendar: string) =>
      reasons(
        policy,
        '2026-03-03T17:00:00Z',
        [['identity', '2026-03-10T17:00:00Z', '2026-03-13T17:00:00Z']],
        {
          ...{ zone, calendar },
          more: { extensionNoticeSentAt: new Date('2026-03-11T17:00:00Z') },
        },
      ).filter(({ code }) => code.endsWith('-without-effect'));
    reads(
      [...acts('ccpa', 'America/Los_Angeles', 'US-CA'), ...acts('lgpd-br', 'America/Sao_Paulo', 'BR')],
      `Proof of identity was asked for on Tuesday 10 March 2026: this deadline is not paused by that.
       Proof of identity was asked for on Tuesday 10 March 2026: this deadline is not paused by that.
       The notice of an extension that went out on Wednesday 11 March 2026 has no effect here: this period cannot be extended.`,
      `Demande du mardi 10 mars 2026 (justificatif d’identité) : cette échéance n’en est pas suspendue.
       Demande du mardi 10 mars 2026 (justificatif d’identité) : cette échéance n’en est pas suspendue.
       L’avis de prolongation parti le mercredi 11 mars 2026 est sans effet ici : ce délai ne peut pas être prolongé.`,
    );
  });
});
