import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { fact, fail, findingOf, ok, warn } from '../../../domain/doctor.ts';
import { deliverLetters } from '../../../jobs/deliverLetters.ts';
import { escalateOverdue } from '../../../jobs/escalateOverdue.ts';
import { remindBeforeDue } from '../../../jobs/remindBeforeDue.ts';
import { tellArrivals } from '../../../jobs/tellArrivals.ts';
import { appForTests, PASSWORD, userWith } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { mailerTo, type Peer, type Received, smtpPeer } from '../../support/mail.ts';
import { promiseBy } from '../../support/promises.ts';

/** A desk that people can open in a browser, its time in our hand, its letters sent to a real SMTP server. */
export type Running = {
  desk: TestDesk;
  base: string;
  /** Makes it this moment, and lets the jobs do what they do at it. */
  at(moment: string): Promise<void>;
  /** Sends what waits; the letters that came for an address since the last asking. */
  mailFor(address: string): Promise<Received[]>;
  stop(): Promise<void>;
};

export async function runningDesk({ at, policy }: { at: string; policy: string }): Promise<Running> {
  const desk = await deskForTests({ at });
  await promiseBy(desk, policy);
  await desk.organisation.update({ escalationAddress: 'board@example.org' });
  await userWith(desk, 'dpo');
  const peer: Peer = await smtpPeer();
  const examine = async () => [
    findingOf('mail', [
      fail('mailFails', { host: 'mail.example.org', step: 'connection', says: 'ECONNREFUSED' }),
    ]),
    findingOf('disk', [warn('diskLow', { path: '/var/lib/rightsdesk', bytes: 730_000_000 })]),
    findingOf('mailbox', [
      fact('repliesGo', { organisation: 'Example Hosting', address: 'privacy@example.org' }),
      warn('repliesNowhere', { organisation: 'Example Hosting', address: 'rightsdesk@localhost' }),
    ]),
    findingOf('backups', [
      fact('lastBackup', { at: new Date('2026-03-02T02:00:20Z'), bytes: 42_000_000 }),
      fact('lastDrill', { at: new Date('2026-02-20T10:00:00Z') }),
      warn('backupsBeside', { path: '/var/lib/rightsdesk/backups' }),
    ]),
    findingOf('settings', [ok('settingsRead')]),
  ];
  const app = appForTests(desk, { examine });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://localhost:${(server.address() as AddressInfo).port}`;
  desk.baseUrl = base;
  const read = new Set<Received>();
  const deliver = () => deliverLetters(desk, mailerTo(peer.url));
  return {
    desk,
    base,
    at: async (moment) => {
      desk.clock.set(moment);
      await remindBeforeDue(desk, desk.clock());
      await escalateOverdue(desk, desk.clock());
      await tellArrivals(desk, desk.clock());
      await deliver();
    },
    mailFor: async (address) => {
      await deliver();
      const fresh = peer.inbox.filter((mail) => mail.to.includes(address) && !read.has(mail));
      for (const mail of fresh) read.add(mail);
      return fresh;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await peer.close();
    },
  };
}

/** The first address in a mail that leads below a path of this desk. */
export function linkIn(mail: Received | undefined, path: string): string {
  const link = mail?.text.match(new RegExp(`http://localhost:\\d+${path}\\S+`))?.[0];
  if (!link) throw new Error(`No link to ${path} in: ${mail?.headers.subject} ${mail?.text}`);
  return link;
}

export async function logIn(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/sessions/new`);
  await page.fill('[name=email]', 'dpo@example.org');
  await page.fill('[name=password]', PASSWORD);
  await page.click('main button');
  await page.waitForURL(/\/(today|requests)/);
}
