import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clockIn } from '../../process/rehearsalFiles.ts';
import { openClock } from '../../rehearsal/clock.ts';
import { temporaryFolder } from '../support/process.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const START = new Date('2026-03-02T09:00:00Z');

describe('The clock of a rehearsal', () => {
  const { folder, remove } = temporaryFolder();
  let file = '';
  let nth = 0;
  beforeEach(() => {
    nth += 1;
    file = join(folder, `clock-${nth}.json`);
  });
  afterEach(() => {
    Date.now = real;
  });
  after(remove);

  const real = Date.now;
  /** The clock of the machine goes on. */
  const later = (milliseconds: number) => {
    Date.now = () => real() + milliseconds;
  };

  it('begins when it is told, and runs from there', () => {
    const clock = openClock(file, START);
    const passed = clock().getTime() - START.getTime();
    assert.ok(passed >= 0 && passed < MINUTE, `${passed}`);
  });

  it('is moved forward, and not back', () => {
    const clock = openClock(file, START);
    clock.moveTo(new Date(START.getTime() + 20 * DAY));
    clock.moveTo(START);
    assert.ok(clock().getTime() >= START.getTime() + 20 * DAY);
    later(MINUTE);
    assert.ok(clock().getTime() >= START.getTime() + 20 * DAY + MINUTE); // and it still runs
  });

  it('does not go back where the clock of the machine does', () => {
    const clock = openClock(file, START);
    const said = clock();
    later(-DAY);
    assert.ok(clock() >= said);
  });

  it('stands while it rests, days as well as a moment', () => {
    const clock = openClock(file, START);
    clock.moveTo(new Date(START.getTime() + 5 * DAY));
    clock.rest();
    const rested = Date.parse(clockIn(file)?.at ?? '');
    const again = openClock(file);
    assert.ok(again().getTime() >= rested);
    assert.ok(again().getTime() < rested + MINUTE);
  });

  it('says no moment twice after its process was killed: it goes on from a minute ahead at most', () => {
    const killed = openClock(file, START);
    killed.moveTo(new Date(START.getTime() + DAY));
    later(MINUTE / 2); // it keeps itself ahead as often
    const said = killed().getTime();
    const next = openClock(file)().getTime();
    assert.ok(next >= said && next <= said + 2 * MINUTE, `${next - said}`);
  });

  it('remembers where it is being played to, until it arrives', () => {
    const to = new Date(START.getTime() + 3 * DAY);
    openClock(file, START).setOut(to);
    const again = openClock(file);
    assert.deepEqual(again.playingTo(), to);
    again.arrive();
    assert.equal(openClock(file).playingTo(), undefined);
  });

  it('is not begun anew over one that stands there', () => {
    writeFileSync(file, JSON.stringify({ at: new Date(START.getTime() + 9 * DAY).toISOString() }));
    assert.ok(openClock(file, START)().getTime() >= START.getTime() + 9 * DAY);
  });
});
