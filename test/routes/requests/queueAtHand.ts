import { createOrganisation } from '../../../models/organisation/create.ts';
import type { Organisation } from '../../../models/organisation.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';

/** A DPO before the queue of one organisation. */
export class QueueAtHand {
  desk: TestDesk;
  organisation: Organisation;
  dpo!: Browser;

  constructor(desk: TestDesk, organisation: Organisation) {
    this.desk = desk;
    this.organisation = organisation;
  }

  /** Makes it that moment; whoever looks logs in again, as a log-in ends after twelve idle hours. */
  async at(moment = this.desk.clock().toISOString()): Promise<void> {
    this.desk.clock.set(moment);
    const email = `${this.organisation.slug}@example.org`;
    this.dpo = await signedIn(appForTests(this.desk), 'dpo', { email, organisation: this.organisation });
  }

  /** The references of the queue in their order. */
  references = async (query = '') => referencesIn((await this.dpo.get(`/requests${query}`).expect(200)).text);

  /** What each tab counts. */
  async counts(query = ''): Promise<Record<string, number>> {
    const { text } = await this.dpo.get(`/requests${query}`);
    const tabs = text.matchAll(/<a href="\/requests([^"]*)"[^>]*>[^<]*<span class="tab-count">(\d+)</g);
    const view = (address: string) => /view=([a-z-]+)/.exec(address)?.[1] ?? 'open';
    return Object.fromEntries([...tabs].map(([, address = '', count]) => [view(address), Number(count)]));
  }

  /** The row of a request as one line of text. */
  async rowOf({ reference }: SubjectRequest): Promise<string> {
    const { text } = await this.dpo.get('/requests?view=all');
    const row = text.split('<tr>').find((part) => part.includes(`>${reference}<`)) ?? '';
    const bare = row.replace(/<svg[\s\S]*?<\/svg>/g, '').replace(/<[^>]+>/g, ' ');
    return bare.replace(/\s+/g, ' ').trim();
  }
}

export const referencesIn = (html: string) =>
  [...html.matchAll(/<th scope="row">(?:<input[^>]*>)?<a[^>]*>(R-[^<]+)</g)].map(
    ([, reference]) => reference,
  );

/** The queue of an organisation in France under the GDPR, unless said otherwise. */
export async function queueAtHand(given: { zone?: string; calendar?: string; policy?: string } = {}) {
  const desk = await deskForTests();
  const other = { name: 'Second', slug: 'second', ...given };
  const organisation = Object.keys(given).length ? await createOrganisation(desk, other) : desk.organisation;
  const queue = new QueueAtHand(desk, organisation);
  await queue.at();
  return queue;
}
