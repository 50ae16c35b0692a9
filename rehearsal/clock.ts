import { renameSync, writeFileSync } from 'node:fs';
import type { TimeSource } from '../models/desk.ts';
import { clockIn, type KeptClock } from '../process/rehearsalFiles.ts';

/** A clock that runs at the pace of the real one and is moved forward; it never goes back. */
export type PlayedClock = TimeSource & {
  /** The moment that it is being played to, also after its process was killed on the way. */
  playingTo(): Date | undefined;
  setOut(to: Date): void;
  moveTo(at: Date): void;
  arrive(): void;
  /** Keeps the present moment: the clock stands until it is opened again. */
  rest(): void;
};

/** It is kept this much ahead of itself, in milliseconds, so that a killed process leaves no moment that comes twice. */
const AHEAD = 60_000;

/** Opens the clock kept in `file`; a new one begins at `begins`. `keepAhead` is due every half minute while it runs. */
export function openClock(file: string, begins = new Date()): PlayedClock & { keepAhead(): void } {
  const kept = clockIn(file) ?? { at: begins.toISOString() };
  let playingTo = kept.playingTo ? new Date(kept.playingTo) : undefined;
  let last = Date.parse(kept.at);
  let offset = last - Date.now();
  const now = () => {
    last = Math.max(last, Date.now() + offset);
    return last;
  };
  const keep = (at: number) => {
    const text: KeptClock = { at: new Date(at).toISOString(), playingTo: playingTo?.toISOString() };
    writeFileSync(`${file}.new`, JSON.stringify(text), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  const clock = Object.assign(() => new Date(now()), {
    playingTo: () => playingTo,
    setOut: (to: Date) => {
      playingTo = to;
      keep(now() + AHEAD);
    },
    moveTo: (at: Date) => {
      offset += Math.max(0, at.getTime() - now());
      keep(now() + AHEAD);
    },
    arrive: () => {
      playingTo = undefined;
      keep(now() + AHEAD);
    },
    keepAhead: () => keep(now() + AHEAD),
    rest: () => keep(now()),
  });
  clock.keepAhead();
  return clock;
}
