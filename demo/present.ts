import type { Situation } from '../domain/policies/situation.ts';
import * as acts from './acts.ts';
import { fetchedElsewhere, sentElsewhere } from './elsewhere.ts';
import { begun, opened, type Plot, purging, recognised } from './plots.ts';

/** A plot whose request came this many days ago. Whole numbers are calendar days, fractions are exact. */
export type PresentPlot = Plot & {
  ago: number;
  office?: 'library';
  mailbox?: 'full';
  /** What decides which of the office's policies applies. */
  situation?: Situation;
};

const nobody = () => [];
const form = { channel: 'form', withEmail: true } as const;
const erasure = { ...form, right: 'erasure' } as const;

/** The open requests today: every state that a request can be in, fresh, near its date, and late. */
export const PRESENT: readonly PresentPlot[] = [
  // came today and yesterday
  { ago: 0.06, story: nobody, ...form, right: 'access' },
  { ago: 0.11, story: (it) => [acts.mailboxConfirmed(it.random.between(0.002, 0.02))], ...erasure },
  { ago: 0.4, story: opened, ...form, right: 'marketing-objection' },
  { ago: 0.95, story: recognised, ...erasure },
  { ago: 1.16, story: recognised, ...erasure },
  { ago: 0.7, story: begun, ...form, right: 'access', office: 'library' },
  // nobody has opened the mailbox link
  { ago: 2, story: nobody, ...form, right: 'objection' },
  { ago: 5, story: nobody, ...form, right: 'portability' },
  { ago: 38, story: nobody, ...form, right: 'access' },
  { ago: 9, story: nobody, ...form, right: 'rectification', office: 'library' },
  // in progress
  { ago: 2, story: begun, channel: 'mail', right: 'rectification' },
  { ago: 3, story: recognised, channel: 'form', right: 'portability' },
  { ago: 4, story: begun, channel: 'post', right: 'access', withEmail: false },
  { ago: 6, story: recognised, channel: 'phone', right: 'rectification' },
  { ago: 8, story: recognised, channel: 'form', right: 'automated-decision' },
  { ago: 11, story: recognised, channel: 'in-person', right: 'restriction' },
  { ago: 13, story: recognised, channel: 'form', right: 'access' },
  { ago: 16, story: (it) => [...recognised(it), acts.messageLeft(9)], channel: 'form', right: 'objection' },
  { ago: 7, story: recognised, channel: 'post', right: 'after-death', withEmail: false },
  { ago: 19, story: recognised, channel: 'mail', right: 'access', office: 'library' },
  // under other policies: a person in Switzerland, and a customer's customer
  { ago: 9, story: recognised, ...form, right: 'access', situation: { residence: 'CH' } },
  { ago: 3, story: begun, channel: 'mail', right: 'erasure', situation: { customer: 'Example Shop' } },
  // near its date
  { ago: 24, story: recognised, channel: 'form', right: 'access' },
  { ago: 26, story: recognised, channel: 'mail', right: 'consent-withdrawal' },
  { ago: 27, story: recognised, channel: 'form', right: 'portability' },
  { ago: 28, story: recognised, channel: 'post', right: 'access', withEmail: false },
  { ago: 29, story: recognised, channel: 'form', right: 'access', office: 'library' },
  { ago: 30, story: purging, ...erasure },
  // late
  { ago: 34, story: recognised, channel: 'form', right: 'access' },
  { ago: 37, story: recognised, channel: 'post', right: 'rectification', withEmail: false },
  { ago: 41, story: begun, channel: 'mail', right: 'objection' },
  { ago: 33, story: purging, ...erasure },
  { ago: 36, story: recognised, channel: 'form', right: 'access', office: 'library' },
  {
    ago: 43,
    story: (it) => [...recognised(it), acts.extended(15)],
    channel: 'mail',
    right: 'access',
    mailbox: 'full',
  },
  // waiting for the person
  { ago: 6, story: (it) => [...begun(it), acts.identityAsked(1)], ...form, right: 'access' },
  {
    ago: 15,
    story: (it) => [...begun(it), acts.identityAsked(2), acts.evidenceSent(3)],
    ...form,
    right: 'access',
  },
  { ago: 58, story: (it) => [...begun(it), acts.identityAsked(3)], ...form, right: 'portability' },
  { ago: 12, story: (it) => [...recognised(it), acts.clarificationAsked(2)], ...form, right: 'access' },
  { ago: 10, story: (it) => [...recognised(it), acts.paused(3)], channel: 'phone', right: 'access' },
  { ago: 9, story: (it) => [...recognised(it), acts.clarificationAsked(1)], ...form, office: 'library' },
  // extended
  { ago: 50, story: (it) => [...recognised(it), acts.extended(14)], ...form, right: 'access' },
  { ago: 84, story: (it) => [...recognised(it), acts.extended(20)], channel: 'mail', right: 'access' },
  // answered, the rest of the data still to be deleted
  { ago: 4, story: purging, ...erasure },
  { ago: 12, story: purging, ...erasure },
  { ago: 20, story: purging, ...erasure },
  { ago: 25, story: purging, ...erasure },
  {
    ago: 9,
    story: (it) => [...recognised(it), acts.fulfilled(0.2, 'account-deletion'), acts.refused(4, 'part')],
    ...form,
    right: 'erasure',
  },
  // decided, not yet closed
  { ago: 14, story: (it) => [...recognised(it), acts.answered(5)], ...form, right: 'access' },
  {
    ago: 18,
    story: (it) => [...recognised(it), acts.answered(9)],
    channel: 'post',
    right: 'access',
    withEmail: false,
  },
  { ago: 11, story: (it) => [...recognised(it), acts.refused(5, 'whole')], ...form, right: 'access' },
  {
    ago: 17,
    story: (it) => [...recognised(it), acts.answered(6)],
    ...form,
    office: 'library',
    right: 'objection',
  },
  // reopened
  {
    ago: 26,
    story: (it) => [...recognised(it), acts.answered(6), acts.closed(2), acts.reopened(9, 'decision')],
    ...form,
    right: 'access',
  },
  // to go to another provider: fetched there, and waiting there
  {
    ago: 23,
    story: (it) => [...recognised(it), acts.answered(6), ...sentElsewhere(2), fetchedElsewhere(2)],
    ...form,
    right: 'portability',
  },
  {
    ago: 15,
    story: (it) => [...recognised(it), acts.answered(5), ...sentElsewhere(2)],
    ...form,
    right: 'portability',
  },
  // left incomplete: the rest is late, and sent in part
  { ago: 23, story: (it) => [...recognised(it), acts.answered(4)], ...form, right: 'access' },
  {
    ago: 22,
    story: (it) => [...recognised(it), acts.answered(5), acts.restSent(12)],
    ...form,
    right: 'access',
  },
];
