import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { Asker } from '../../support/asker.ts';
import type { Server } from './servers.ts';

/** How often each status came, the longest that an answer took, in milliseconds, and since when others are waited for. */
export type Answers = { statuses: Record<number, number>; longest: number; inHand: Set<{ since: number }> };

export const noAnswers = (): Answers => ({ statuses: {}, longest: 0, inHand: new Set() });

/** Counts one answer: its status, and how long it took to come whole. A connection that broke counts as 0. */
export async function counted<T extends { status: number }>(
  into: Answers,
  ask: () => Promise<T>,
): Promise<T | undefined> {
  const asked = { since: performance.now() };
  into.inHand.add(asked);
  const answer = await ask().catch(() => undefined);
  into.inHand.delete(asked);
  const status = answer?.status ?? 0;
  into.statuses[status] = (into.statuses[status] ?? 0) + 1;
  into.longest = Math.max(into.longest, Math.round(performance.now() - asked.since));
  return answer;
}

export const worded = ({ statuses, longest }: Answers): string => {
  const counts = Object.entries(statuses).map(([status, count]) => `${count} x ${status}`);
  return `${counts.join(', ')}; longest ${longest} ms`;
};

/** Nothing came but the good status and 503, and nothing took longer than `longest` milliseconds. */
export function assertCalm(answers: Answers, good: number, longest: number): void {
  const others = Object.keys(answers.statuses).filter((status) => ![good, 503].includes(Number(status)));
  assert.deepEqual(others, [], worded(answers));
  assert.ok(answers.longest < longest, worded(answers));
}

/** So many people, each with the form filled in, ten at a time; `from` makes the first of them. */
export async function filledIn(base: string, count: number, from = 0): Promise<Asker[]> {
  const askers = Array.from({ length: count }, () => new Asker(base));
  for (let at = 0; at < count; at += 10)
    await Promise.all(askers.slice(at, at + 10).map((asker, nth) => asker.fillIn(from + at + nth)));
  return askers;
}

/** Nobody tries for longer, in milliseconds: the longest outage of a fault, and a slow machine. */
const TRIES_FOR = 180_000;

/** Sends the form again and again until it is taken, as the page of a 503 says. Gives where the confirmation is. */
export async function sendUntilTaken(asker: Asker, into: Answers): Promise<string> {
  for (const end = performance.now() + TRIES_FOR; performance.now() < end; await pause(300)) {
    const answer = await counted(into, () => asker.post());
    if (answer?.status === 303) return answer.place;
  }
  throw new Error(`A form was not taken within ${TRIES_FOR / 1000} s. All together: ${worded(into)}`);
}

/** A DPO with an account by the link that the start printed, logged in. */
export async function firstDpo({ base, said }: Server): Promise<Asker> {
  const [, path = ''] = /localhost:\d+(\/sessions\/first\/[\w-]+)/.exec(said()) ?? [];
  const dpo = new Asker(base);
  const account = { name: 'Dana', email: 'dpo@example.org', password: 'correct horse battery staple' };
  const answer = await dpo.send(path, { ...(await dpo.hidden(path)), ...account });
  assert.equal(answer.status, 303, await answer.text());
  return dpo;
}

/** Opens pages, one after the other, until told to stop. Gives what came. */
export function reading(
  asker: Asker,
  path: string,
  every = 50,
): { answers: Answers; stop(): Promise<Answers> } {
  const answers = noAnswers();
  let going = true;
  const read = async () => {
    while (going) {
      await counted(answers, async () => {
        const answer = await asker.send(path);
        await answer.text();
        return answer;
      });
      await pause(every);
    }
  };
  const done = read();
  return {
    answers,
    stop: async () => {
      going = false;
      await done;
      return answers;
    },
  };
}
