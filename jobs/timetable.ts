import type { LetterKind } from '../domain/lifecycle/vocabulary.ts';
import type { Mailer } from '../mail/delivery.ts';
import type { BackupPlace } from '../models/backup/series.ts';
import { checkDatabase } from '../models/database/integrityCheck.ts';
import type { Desk } from '../models/desk.ts';
import { planArrivals } from '../models/letter/arrivals.ts';
import { dueLetters } from '../models/letter/listing.ts';
import { newPlans, type Plan } from '../models/letter/planned.ts';
import { planEscalations, planReminders } from '../models/letter/plans.ts';
import type { PathNews } from '../models/mailPath.ts';
import { foldCounts } from '../models/subjectRequest/foldCounts.ts';
import { noteCustomerNumbers } from '../models/subjectRequest/noteCustomerNumbers.ts';
import { askAfterRestore } from '../models/task/askAfterRestore.ts';
import { askBackups } from '../models/task/askBackups.ts';
import { backUp } from './backUp.ts';
import { chaseForeseen, chaseOwners } from './chaseOwners.ts';
import { deliverLetters } from './deliverLetters.ts';
import { escalateOverdue } from './escalateOverdue.ts';
import { forgetDrafts } from './forgetDrafts.ts';
import { remindBeforeDue } from './remindBeforeDue.ts';
import { tellArrivals } from './tellArrivals.ts';
import { watchMail } from './watchMail.ts';

/** A desk with what the jobs need: without a mailer, letters stay in the outbox; without a backup folder, no backup is made. */
export type JobDesk = Desk & { mailer?: Mailer; backups?: BackupPlace };

/** A letter that a job would write or send. */
export type Foreseen = Pick<Plan, 'recipient' | 'reference' | 'clock' | 'step'> & { kind: LetterKind };

/** One job: its name, its timetable (cron, seconds first), and what it does or would do. */
export type Job = {
  name: string;
  when: string;
  does: string;
  /** Seconds after which a run counts as hung; an hour if not given. That of a killed process is taken over within seconds. */
  atMost?: number;
  /** Returns what was done, by name. `now` is also the time of the desk's clock. */
  run(
    desk: JobDesk,
    now: Date,
    more: {
      signal?: AbortSignal;
      onFault?: (error: unknown) => void;
      onPath?: (news: PathNews) => void;
      onDown?: () => void;
      acceptedAt?: () => Date;
    },
  ): Promise<Record<string, number>>;
  /** The letters that a run would write or send. Writes nothing. */
  foresee(desk: JobDesk, now: Date): Promise<{ letters: Foreseen[] }>;
};

/** Every job on the timetable. */
export const JOBS: readonly Job[] = [
  {
    name: 'remindBeforeDue',
    when: '0 * * * * *',
    does: 'Queues reminders of promises that come due.',
    run: async (desk, now) => ({ written: await remindBeforeDue(desk, now) }),
    foresee: async (desk, now) => ({ letters: await newPlans(desk, await planReminders(desk, now)) }),
  },
  {
    name: 'escalateOverdue',
    when: '0 * * * * *',
    does: 'Queues the daily digest of what is late, and the letters of the day after.',
    run: async (desk, now) => ({ written: await escalateOverdue(desk, now) }),
    foresee: async (desk, now) => ({ letters: await newPlans(desk, await planEscalations(desk, now)) }),
  },
  {
    name: 'tellArrivals',
    when: '0 * * * * *',
    does: 'Queues the morning digest of what came, and a letter at once where a promise counts in hours.',
    run: async (desk, now) => ({ written: await tellArrivals(desk, now) }),
    foresee: async (desk, now) => ({
      letters: (await planArrivals(desk, now)).map((plan) => ({ ...plan, clock: null })),
    }),
  },
  {
    name: 'askAfterRestore',
    when: '55 * * * * *',
    does: 'Asks the owners of systems again, after a restore, what they may have answered since the backup.',
    run: async (desk, now) => ({ asked: await askAfterRestore(desk, now) }),
    foresee: async () => ({ letters: [] }),
  },
  {
    name: 'chaseOwners',
    when: '0 * * * * *',
    does: 'Queues the reminders of the owners of systems, and a letter where nobody answers.',
    run: chaseOwners,
    foresee: async (desk, now) => ({ letters: await chaseForeseen(desk, now) }),
  },
  {
    name: 'askBackups',
    when: '35 * * * * *',
    does: 'Asks the owners of systems whether deleted data are gone from the backups, when they must be.',
    run: async (desk, now) => ({ asked: await askBackups(desk, now) }),
    foresee: async () => ({ letters: [] }),
  },
  {
    name: 'deliverLetters',
    when: '*/3 * * * * *',
    does: 'Hands queued letters to the mail server.',
    run: async (desk, _now, more) => (desk.mailer ? deliverLetters(desk, desk.mailer, more) : {}),
    foresee: async (desk, now) => ({ letters: await dueLetters(desk, now) }),
  },
  {
    name: 'watchMail',
    when: '15 * * * * *',
    does: 'Asks the mail server whether it takes letters, when none has shown it lately.',
    run: (desk, _now, { onPath }) => watchMail(desk, desk.mailer, onPath),
    foresee: async () => ({ letters: [] }),
  },
  {
    name: 'forgetDrafts',
    when: '30 */10 * * * *',
    does: 'Destroys forms that nobody went on with for a day.',
    run: async (desk, now) => ({ destroyed: await forgetDrafts(desk, now) }),
    foresee: async () => ({ letters: [] }),
  },
  {
    name: 'foldCounts',
    when: '40 * * * * *',
    does: 'Adds up the kept counts of requests.',
    run: async (desk) => ({ folded: await foldCounts(desk) }),
    foresee: async () => ({ letters: [] }),
  },
  {
    name: 'noteCustomerNumbers',
    when: '45 * * * * *',
    does: 'Lets a search find the customer numbers of requests of an earlier release.',
    run: async (desk) => ({ noted: await noteCustomerNumbers(desk) }),
    foresee: async () => ({ letters: [] }),
  },
  {
    name: 'checkDatabase',
    when: '50 * * * * *',
    does: 'Looks for damage in an sqlite file, at least once a day.',
    run: async ({ database }) => ({ damaged: (await checkDatabase(database)) ? 0 : 1 }),
    foresee: async () => ({ letters: [] }),
  },
  {
    name: 'backUp',
    when: '20 */10 * * * *',
    does: 'Makes the backup of the day below BACKUP_DIR, from 02:00 UTC on, and keeps the newest.',
    atMost: 24 * 3600, // a dump of a large desk takes hours
    run: async (desk, _now, { signal }) => (desk.backups ? backUp(desk, desk.backups, signal) : {}),
    foresee: async () => ({ letters: [] }),
  },
];
