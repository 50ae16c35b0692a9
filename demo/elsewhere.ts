import { byPerson, byProvider } from '../models/desk.ts';
import { noteFetch, noteOpening, opened } from '../models/transmission/fetch.ts';
import { sendTransmission } from '../models/transmission/send.ts';
import { askTransmission } from '../models/transmission/wish.ts';
import { Transmission } from '../models/transmission.ts';
import type { StoryCase, StoryStep } from './story.ts';

const PROVIDER = { provider: 'Example Cloud', email: 'example-cloud@example.org' };

/** The person asks that the data of their answer go to another provider, and the DPO sends it there a day later. */
export const sentElsewhere = (days: number): StoryStep[] => [
  {
    days,
    when: 'any',
    act: (it) =>
      askTransmission(it.desk, byPerson(it.office.organisation.id), it.target, {
        ...PROVIDER,
        consents: true,
      }),
  },
  {
    days: 1,
    when: 'office',
    act: (it) => sendTransmission(it.desk, it.office.by.dpo, it.target, { ...PROVIDER, wish: '' }),
  },
];

/** The provider opens its link and fetches the package. */
export const fetchedElsewhere = (days: number): StoryStep => ({ days, when: 'office', act: fetched });

async function fetched({ desk, requestId }: StoryCase): Promise<void> {
  const transmission = await Transmission.findOne({ where: { requestId }, rejectOnEmpty: true });
  const its = await opened(desk, transmission);
  if (!its) return;
  await noteOpening(desk, its);
  const by = byProvider(transmission.organisationId, transmission.id);
  await noteFetch(desk, by, its, FILES);
}

/** How many files the package of a demo's answer has, with what describes them. */
const FILES = 4;
