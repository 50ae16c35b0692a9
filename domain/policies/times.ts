import { isReply } from '../deadlines/reply.ts';
import type { Worded } from '../languages.ts';
import { type Right, reaches } from '../rights.ts';
import type { Policy } from './policy.ts';

/** How long something takes from receipt; `laws` are those under which it does, empty where all agree. */
export type Time = { title: Worded; isReply: boolean; period: string; laws: Worded[] };

/**
 * What the policies of an organisation promise to a person who uses a right, each promise and period once: an answer in one month, the
 * account deleted in 24 hours. With the GDPR and the Swiss Act, the answer comes in one month (GDPR) or 30 days (FADP). Advisory
 * rows, and clocks that do not run from receipt, are left out.
 */
export function timesPromised(policies: readonly Policy[], right: Right): Time[] {
  const giving = policies.filter(({ rights }) => rights.includes(right));
  const times: Time[] = [];
  for (const { clocks, law } of giving) {
    for (const clock of clocks) {
      if (clock.matter !== 'request' || clock.advisory || clock.starts !== 'received') continue;
      if (!reaches(clock, right)) continue;
      const { title, period } = clock;
      const reply = isReply({ clock: clock.id });
      const same = times.find(
        (time) => time.period === period && (reply ? time.isReply : time.title.en === title.en),
      );
      if (!same) times.push({ title, isReply: reply, period, laws: [law.name] });
      else if (!same.laws.some(({ en }) => en === law.name.en)) same.laws.push(law.name);
    }
  }
  const all = new Set(giving.map(({ law }) => law.name.en)).size;
  return times.map((time) => (time.laws.length === all ? { ...time, laws: [] } : time));
}
