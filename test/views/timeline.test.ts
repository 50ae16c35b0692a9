import assert from 'node:assert/strict';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { renderPartial } from '../../views/engine.ts';
import { plainFrame } from '../../views/layouts/frame.ts';
import { type TimelineClock, timeline } from '../../views/timeline.ts';
import { scaleFor, ticksOf } from '../../views/timelineScale.ts';

const at = (text: string) => new Date(text);
const receivedAt = at('2026-10-27T09:42:00Z');
const now = at('2026-11-09T14:20:00Z');
const frame = { ...plainFrame('en'), title: 'A title' };

const deletion: TimelineClock = {
  title: 'Account deleted',
  state: 'met',
  startsAt: receivedAt,
  dueAt: at('2026-10-28T09:42:00Z'),
  endedAt: at('2026-10-28T08:10:00Z'),
  pauses: [],
};
const reply: TimelineClock = {
  title: 'Reply',
  state: 'running',
  urgency: 'soon',
  startsAt: receivedAt,
  dueAt: at('2026-11-27T23:00:00Z'),
  dueOn: '2026-11-27' as CalendarDate,
  pauses: [{ from: at('2026-10-29T09:00:00Z'), to: at('2026-11-03T09:00:00Z') }],
  left: '18 days left',
};
const picture = (clocks: TimelineClock[], today = now) =>
  timeline({ receivedAt, now: today, clocks, language: 'en', zone: 'Europe/Paris' });
const place = (x: string | undefined) => Number((x ?? '').replace('%', ''));

describe('The timeline of promises', () => {
  it('begins at receipt and ends at the last due mark', () => {
    const [lane] = picture([reply]).lanes;
    assert.equal(lane?.promise?.x, '0%');
    assert.equal(lane?.dueX, '100%');
  });

  it('keeps 24 hours legible beside a month: at least a sixth of the width', () => {
    const { lanes, stretched } = picture([deletion, reply]);
    assert.ok(place(lanes[0]?.promise?.width) >= 16, lanes[0]?.promise?.width);
    assert.equal(stretched, true);
  });

  it('draws time straight when no promise is much shorter than another', () => {
    const { stretched, todayX } = picture([reply], at('2026-11-12T04:21:00Z'));
    assert.equal(stretched, false);
    assert.equal(Math.round(place(todayX)), 50);
  });

  it('hatches a pause where it lay, and an open one up to today', () => {
    const open = { ...reply, pauses: [{ from: at('2026-11-05T09:00:00Z') }] };
    const [closed, running] = picture([reply, open]).lanes;
    assert.ok(place(closed?.pauses[0]?.x) > 0);
    const end = place(running?.pauses[0]?.x) + place(running?.pauses[0]?.width);
    assert.ok(Math.abs(end - place(picture([reply, open]).todayX)) < 0.02);
  });

  it('shows what ran over the due mark, up to today or to the day it was done', () => {
    const late = at('2026-12-04T09:00:00Z');
    const [open] = picture([reply], late).lanes;
    assert.equal(open?.over?.x, open?.dueX);
    const done = { ...reply, state: 'met' as const, endedAt: at('2026-11-30T09:00:00Z') };
    const [met] = picture([done], late).lanes;
    assert.ok(place(met?.endX) > place(met?.dueX));
    assert.ok(place(met?.over?.width) > 0);
    assert.equal(picture([reply]).lanes[0]?.over, undefined);
  });

  it('puts the check of a met clock where it was met, and says the day', () => {
    const [lane] = picture([deletion]).lanes;
    assert.equal(lane?.markX, lane?.endX);
    assert.equal(lane?.badge, 'Done on 28 Oct 2026');
    assert.equal(lane?.shape, 'done');
  });

  it('words a day clock by its day and an hour clock by its moment and place', () => {
    const [hours, days] = picture([deletion, reply]).lanes;
    assert.equal(hours?.due, 'by Wednesday 28 October 2026, 10:42 (Paris)');
    assert.equal(days?.due, 'by Friday 27 November 2026');
  });

  it('promises no date while a clock stands still, says since when, and says its state once', () => {
    const asked = at('2026-11-05T09:00:00Z');
    const still = { ...reply, state: 'paused' as const, pauses: [{ from: asked }], left: undefined };
    const [lane] = picture([still]).lanes;
    assert.equal(lane?.due, 'paused since Thursday 5 November 2026');
    assert.equal(lane?.dueX ?? lane?.markX ?? lane?.promise, undefined);
    const french = timeline({ receivedAt, now, clocks: [still], language: 'fr', zone: 'Europe/Paris' });
    const html = renderPartial('partials/timeline', { picture: french }, frame);
    assert.equal(html.slice(html.indexOf('<table')).match(/Suspendu/g)?.length, 1);
  });

  it('draws no line for a clock that has not started, and says what it waits for', () => {
    const [lane] = picture([
      { title: 'Purge', state: 'notStarted', pauses: [], waitsFor: 'starts when the answer is sent' },
    ]).lanes;
    assert.equal(lane?.promise, undefined);
    assert.equal(lane?.run, undefined);
    assert.equal(lane?.due, 'starts when the answer is sent');
  });

  it('is also a table with a row for each promise', () => {
    const html = renderPartial('partials/timeline', { picture: picture([deletion, reply]) }, frame);
    assert.equal(html.match(/<th scope="row">/g)?.length, 2);
    assert.match(html, /<details/);
    assert.doesNotMatch(html, /NaN|undefined|style=/);
  });

  it('survives a request without clocks, and a today before receipt', () => {
    const html = renderPartial(
      'partials/timeline',
      { picture: picture([], at('2026-10-01T00:00:00Z')) },
      frame,
    );
    assert.doesNotMatch(html, /NaN|undefined/);
  });
});

describe('The words under the axis', () => {
  const marks = [
    '2026-10-28T09:42:00Z',
    '2026-11-27T23:00:00Z',
    '2027-01-27T23:00:00Z',
    '2029-10-27T00:00:00Z',
  ];
  for (let count = 1; count <= marks.length; count += 1) {
    it(`keep their distance from each other and from today with ${count} marks`, () => {
      const scale = scaleFor(receivedAt, now, marks.slice(0, count).map(at));
      const places = ticksOf(scale, now).map((tick) => tick.place);
      places.forEach((one, index) => {
        assert.ok(Math.abs(one - scale.at(now)) >= 8);
        if (index > 0) assert.ok(one - (places[index - 1] ?? 0) >= 16);
      });
    });
  }

  it('are left out where they are twice as large and "1 Monat" would run into "2 Monate"', () => {
    const extended = scaleFor(at('2026-03-02T09:00:00Z'), at('2026-03-20T10:00:00Z'), [
      at('2026-06-03T22:00:00Z'),
    ]);
    const shown = ticksOf(extended, at('2026-03-20T10:00:00Z')).filter(({ close }) => !close);
    const words = shown.map(({ count, unit }) => `${count} ${unit}`);
    assert.deepEqual(words, ['2 month']);
  });
});
