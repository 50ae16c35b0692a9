import { setTimeout as pause } from 'node:timers/promises';

/** How many answers came, and what 99 of 100 of them stayed below, in milliseconds. */
export type Pace = { answers: number; p99: number };

/** So many people ask for so long, each again shortly after their answer has come whole. `turn` counts for each from their place. */
export async function paceOf(
  people: number,
  milliseconds: number,
  ask: (turn: number) => Promise<unknown>,
): Promise<Pace> {
  const times: number[] = [];
  const end = performance.now() + milliseconds;
  const askOnAndOn = async (_: unknown, place: number) => {
    for (let turn = place; performance.now() < end; turn += 1) {
      const begun = performance.now();
      await ask(turn);
      times.push(performance.now() - begun);
      await pause(20);
    }
  };
  await Promise.all(Array.from({ length: people }, askOnAndOn));
  times.sort((a, b) => a - b);
  return { answers: times.length, p99: Math.round(times[Math.floor(times.length * 0.99)] ?? 0) };
}
