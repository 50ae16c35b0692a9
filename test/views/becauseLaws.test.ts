import assert from 'node:assert/strict';
import type { Step } from '../../domain/calendar/step.ts';
import { explainAll } from '../../views/because.ts';
import type { Language } from '../../views/i18n.ts';
import { translator } from '../../views/i18n.ts';
import { ofAnnouncement, ofComplaint } from '../support/reasonsOfLaws.ts';

/** The sentences, but for the line that names the calendar. */
const said = (steps: readonly Step[], language: Language) =>
  explainAll(
    steps.filter(({ code }) => !code.startsWith('calendar')),
    translator(language),
    language,
  ).map((sentence) => sentence.replaceAll('\u00a0', ' '));

describe('The reasons of dates that one law alone has', () => {
  it('30 days that begin when a complaint is received (DPA 2018 s.164A): day 1 is that day', () => {
    assert.deepEqual(said(ofComplaint('2026-07-01'), 'en').slice(1), [
      'A period of 30 days that begins with the day on which a complaint is received, Wednesday 1 July 2026 (day 1, counted), ends on Thursday 30 July 2026, weekends and public holidays included.',
      'Deadline (ICO): Thursday 30 July 2026, until 24:00 (London).',
    ]);
    assert.equal(
      said(ofComplaint('2026-07-01'), 'fr')[1],
      '30 jours à compter du jour où une réclamation est reçue, le mercredi 1er juillet 2026 (jour 1, compté), week-ends et jours fériés compris : fin le jeudi 30 juillet 2026.',
    );
  });

  it('a complaint before 19 June 2026, when the rule was not in force', () => {
    assert.deepEqual(said(ofComplaint('2026-06-18'), 'en'), [
      'On Thursday 18 June 2026 this rule did not apply yet: it applies from Friday 19 June 2026 on.',
    ]);
  });

  it('a day that a Swiss controller announced (DPO Art. 18(2)), and a notice that names none', () => {
    assert.deepEqual(said(ofAnnouncement('2026-05-20'), 'en').slice(1), [
      'Without an extension the last day was Wednesday 1 April 2026.',
      'The notice of Monday 30 March 2026 went out in time and announced Wednesday 20 May 2026. That is the last day now.',
      'Deadline: Wednesday 20 May 2026, until 24:00 (Zurich).',
    ]);
    assert.match(said(ofAnnouncement(), 'en')[2] ?? '', /names no day for the answer\. It has no effect\./);
  });
});
