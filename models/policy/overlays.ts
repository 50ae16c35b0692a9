import { declareOverlays, type Overlay, readOverlay } from '../../domain/calendar/overlay.ts';
import { type FileFault, readFileAs, violationOf, yamlFilesIn } from './files.ts';

/** Every holiday overlay under these folders (`calendars/*.yaml`), and what is wrong with the others. */
export function overlaysIn(dirs: readonly string[]): { overlays: Overlay[]; faults: FileFault[] } {
  const found = new Map<string, Overlay>();
  const faults: FileFault[] = [];
  for (const file of dirs.flatMap((dir) => yamlFilesIn(dir).calendars)) {
    const read = readFileAs(file, readOverlay);
    if ('faults' in read) faults.push(...read.faults);
    else if (found.has(read.value.id)) {
      const message = `there is already a calendar ${read.value.id}`;
      faults.push({ ...read.yaml.placeOf(['id']), file: file.name, path: 'id', message });
    } else found.set(read.value.id, read.value);
  }
  return { overlays: [...found.values()], faults };
}

/** Reads the overlays and makes them known, so that `holidayCalendar('BE+official')` answers. Stops at a faulty file. */
export function readOverlays(dirs: readonly string[]): void {
  const { overlays, faults } = overlaysIn(dirs);
  if (faults.length) throw violationOf(faults);
  declareOverlays(overlays);
}
