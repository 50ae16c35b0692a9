import assert from 'node:assert/strict';
import type { CalendarDate } from '../../../domain/calendar/calendarDate.ts';
import { policyFor } from '../../../domain/policies/inEffect.ts';
import { readPacks, shippedPoliciesDir } from '../../../models/policy.ts';
import { translator } from '../../../views/i18n.ts';
import { coursePicture } from '../../../views/policies/course.ts';
import { courseScale, courseTicks, roughLength } from '../../../views/policies/courseScale.ts';

const packs = readPacks([shippedPoliciesDir]);
const pictureOf = (ref: string) =>
  coursePicture(policyFor(packs, ref, '2026-03-02' as CalendarDate), 'en', translator('en'));
const place = (x: string | undefined) => Number((x ?? '').replace('%', ''));

describe('The picture of a policy', () => {
  it('keeps 24 hours legible beside ten years, and the order of lengths', () => {
    const at = courseScale([roughLength('PT24H'), roughLength('P30D'), roughLength('P10Y')]);
    const [day, month, decade] = ['PT24H', 'P30D', 'P10Y'].map((period) => at(roughLength(period)));
    assert.ok(Number(day) > 8, `${day}`);
    assert.ok(Number(month) > Number(day) + 20);
    assert.equal(decade, 100);
  });

  it('draws lengths that are alike straight', () => {
    const at = courseScale([roughLength('P10D'), roughLength('P30D')]);
    assert.equal(Math.round(at(roughLength('P15D'))), 50);
  });

  it('takes a pack of minutes and one of decades', () => {
    const minutes = courseScale([roughLength('PT90M')]);
    assert.equal(minutes(roughLength('PT90M')), 100);
    assert.ok(courseTicks(minutes, roughLength('PT90M')).length >= 1);
    const decades = courseScale([roughLength('PT90M'), roughLength('P30Y')]);
    assert.ok(decades(roughLength('PT90M')) > 5);
  });

  it('leaves room between the words of its axis', () => {
    const at = courseScale([roughLength('PT1H'), roughLength('P30Y')]);
    const places = courseTicks(at, roughLength('P30Y')).map((tick) => tick.place);
    assert.ok(places.length >= 3);
    for (const [index, one] of places.slice(1).entries()) assert.ok(one - Number(places[index]) >= 17);
  });

  it('draws what counts from the answer after the reply, in the same course', () => {
    const [first] = pictureOf('clever-cloud-privacy')?.groups ?? [];
    const record = first?.lanes.find(({ title }) => title.startsWith('Data about the exercise'));
    const reply = first?.lanes.find(({ title }) => title === 'Reply to the person');
    assert.equal(record?.kind, 'storage');
    assert.equal(record?.lead?.width, reply?.line.width);
    assert.ok(place(record?.markX) > place(reply?.markX));
  });

  it('marks an extension apart, and draws no row that is only to plan by', () => {
    const lanes = pictureOf('gdpr-eu')?.groups.flatMap((group) => group.lanes) ?? [];
    assert.ok(place(lanes[0]?.extendedX) > place(lanes[0]?.markX));
    assert.equal(
      lanes.some(({ title }) => title.startsWith('Last day to announce')),
      false,
    );
  });

  it('says what is counted back', () => {
    const groups = pictureOf('camunda-dpa')?.groups ?? [];
    const audit = groups.find(({ lanes }) => lanes.some(({ title }) => title === 'Announce an audit'));
    assert.equal(audit?.title, 'From the moment when the audit begins, counted back');
    assert.equal(audit?.lanes[0]?.words, 'At least 30 days before');
  });
});
