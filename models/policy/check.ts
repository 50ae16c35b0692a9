import { basename, dirname } from 'node:path';
import { declareOverlays } from '../../domain/calendar/overlay.ts';
import { readOverlayFile } from '../../domain/calendar/overlayFile.ts';
import { CALENDARS, type FileFault, readFileAs } from './files.ts';
import { packsFrom, packsIn } from './read.ts';

/**
 * The faults of these files, as packs or (in a folder `calendars`) as holiday overlays. Packs are checked together with
 * those of the folders; one with the id and version of a known pack replaces it for the check.
 */
export function faultsOfFiles(paths: readonly string[], dirs: readonly string[]): FileFault[] {
  const beside = packsIn(dirs).packs;
  const faults: FileFault[] = [];
  const isCalendar = (path: string) => basename(dirname(path)) === CALENDARS || basename(path).includes('+');
  for (const path of paths.filter(isCalendar)) {
    const read = readFileAs({ path, name: path }, readOverlayFile);
    if ('faults' in read) faults.push(...read.faults);
    else declareOverlays(read.value);
  }
  const packs = paths.filter((path) => !isCalendar(path)).map((path) => ({ path, name: path }));
  const all = [...faults, ...packsFrom(packs, beside).faults];
  const place = ({ file, line, column }: FileFault) => [paths.indexOf(file), line, column] as const;
  return all.sort((a, b) => compare(place(a), place(b)));
}

type Position = readonly [number, number, number];

function compare(a: Position, b: Position): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
