import { Counter, Gauge, type Registry } from 'prom-client';
import { isDamaged } from '../models/database/damage.ts';
import { DATABASE_FAULTS, databaseFaultOf } from '../models/database/databaseFault.ts';
import type { Desk } from '../models/desk.ts';
import { freeBytes } from '../models/disk.ts';
import release from '../package.json' with { type: 'json' };

/** Folders whose disks are watched, by purpose. */
export type WatchedFolders = Record<string, string>;

/**
 * Metrics of this process: its release, its disks, and the database errors that it met. Returns the function that counts
 * those errors.
 */
export function machineFigures({ database }: Desk, folders: WatchedFolders, registry: Registry) {
  const registers = [registry];
  new Gauge({
    name: 'rightsdesk_build_info',
    help: 'Always 1: the release that runs, and Node.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version: release.version, node: process.version }, 1);
  new Gauge({
    name: 'rightsdesk_disk_free_bytes',
    help: `Room that this process may still fill on the disk of a folder: data, database (sqlite), backups.`,
    labelNames: ['folder'],
    registers,
    collect() {
      this.reset();
      for (const [folder, path] of Object.entries(folders)) {
        const free = freeBytes(path);
        if (free !== undefined) this.set({ folder }, free);
      }
    },
  });
  new Gauge({
    name: 'rightsdesk_database_damaged',
    help: 'Whether this process found the database damaged and writes nothing to it any more: 1 or 0.',
    registers,
    collect() {
      this.set(isDamaged(database) ? 1 : 0);
    },
  });
  const faults = new Counter({
    name: 'rightsdesk_database_faults_total',
    help: `Errors of the database that pages and jobs of this process met: ${DATABASE_FAULTS.join(', ')}.`,
    labelNames: ['kind'],
    registers,
  });
  for (const kind of DATABASE_FAULTS) faults.inc({ kind }, 0); // there from the start, so that the first one is seen to grow
  return (error: unknown) => {
    const kind = databaseFaultOf(error);
    if (kind) faults.inc({ kind });
  };
}
