import type { JobDesk } from '../../jobs/timetable.ts';
import { Letter } from '../../models/letter.ts';
import type { TestDesk } from './desk.ts';
import { mailerTo, smtpPeer } from './mail.ts';
import { receive } from './requests.ts';

type Running = { stop(): Promise<void> };

/**
 * Starts jobs with two letters to deliver, and stops them while the mail server is slow to answer the first. Returns
 * the states of both, and how many letters the server received.
 */
export async function stoppedWithLetterInHand(
  desk: TestDesk,
  start: (place: JobDesk) => Running | Promise<Running>,
): Promise<{ states: string[]; taken: number }> {
  const [taken, inHand] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const peer = await smtpPeer({
    onData: (_stream, _session, done) => {
      inHand.resolve();
      void taken.promise.then(() => done());
    },
  });
  await receive(desk, desk.organisation);
  await receive(desk, desk.organisation);
  const jobs = await start({ ...desk, mailer: mailerTo(peer.url) });
  await inHand.promise;
  const stopped = jobs.stop();
  taken.resolve();
  await stopped;
  await peer.close();
  const letters = await Letter.findAll({ order: ['id'] });
  return { states: letters.map(({ state }) => state), taken: peer.inbox.length };
}
