import { Gauge, type Registry } from 'prom-client';
import { LETTER_STATES } from '../domain/lifecycle/vocabulary.ts';
import { countDeadRuns } from '../models/deadRuns.ts';
import type { Desk } from '../models/desk.ts';
import { lastBackup } from '../models/lastBackup.ts';
import { lastDrill } from '../models/lastDrill.ts';
import { countLetterStates } from '../models/letter/states.ts';
import { mailFigures } from '../models/mailPath/figures.ts';
import { countBands } from '../models/subjectRequest/bands.ts';
import { recently } from './recently.ts';

/** Metrics that are read from the database when they are scraped. */
export function deskFigures(desk: Desk, registry: Registry): void {
  const registers = [registry];
  const bands = recently(() => countBands(desk, desk.clock()));
  new Gauge({
    name: 'rightsdesk_requests',
    help: 'Requests by urgency: late, today, soon, inTime, waiting, done (nothing runs any more, whether it was in time or not).',
    labelNames: ['urgency'],
    registers,
    async collect() {
      for (const [urgency, count] of Object.entries(await bands())) this.set({ urgency }, count);
    },
  });
  const letters = recently(() => countLetterStates(desk));
  new Gauge({
    name: 'rightsdesk_letters',
    help: `Letters by state: ${LETTER_STATES.join(', ')}.`,
    labelNames: ['state'],
    registers,
    async collect() {
      for (const [state, count] of Object.entries(await letters())) this.set({ state }, count);
    },
  });
  const mail = recently(() => mailFigures(desk));
  new Gauge({
    name: 'rightsdesk_mail_up',
    help: 'Whether letters leave: 1 or 0; nothing before the mail server was asked, or without one.',
    registers,
    async collect() {
      const { up } = await mail();
      if (up === undefined) this.remove();
      else this.set(up ? 1 : 0);
    },
  });
  new Gauge({
    name: 'rightsdesk_mail_oldest_queued_seconds',
    help: 'How long ago the oldest letter was ordered that still waits for the mail server; 0 where none waits.',
    registers,
    async collect() {
      this.set((await mail()).oldestQueuedSeconds);
    },
  });
  const backup = recently(lastBackup);
  new Gauge({
    name: 'rightsdesk_last_backup_timestamp_seconds',
    help: 'When the last backup was made, by a command or the timetable; nothing before the first.',
    registers,
    async collect() {
      const made = await backup();
      if (made) this.set(made.madeAt.getTime() / 1000);
      else this.remove();
    },
  });
  new Gauge({
    name: 'rightsdesk_last_backup_bytes',
    help: 'Its size.',
    registers,
    async collect() {
      const made = await backup();
      if (made) this.set(made.bytes);
      else this.remove();
    },
  });
  const drill = recently(lastDrill);
  new Gauge({
    name: 'rightsdesk_last_drill_timestamp_seconds',
    help: 'When a backup was last restored by way of trial and found whole; nothing before the first.',
    registers,
    async collect() {
      const held = await drill();
      if (held) this.set(held.heldAt.getTime() / 1000);
      else this.remove();
    },
  });
  const dead = recently(() => countDeadRuns(desk.database));
  new Gauge({
    name: 'rightsdesk_dead_runs',
    help: 'Runs of jobs that failed all their tries, of the last seven days (PostgreSQL).',
    labelNames: ['job'],
    registers,
    async collect() {
      for (const [job, count] of Object.entries(await dead())) this.set({ job }, count);
    },
  });
}
