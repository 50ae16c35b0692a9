import { declareOverlays, type Overlay } from '../../domain/calendar/overlay.ts';
import { readOverlayFile } from '../../domain/calendar/overlayFile.ts';
import { type FileFault, fileFaultOf, readFileAs, violationOf, yamlFilesIn } from './files.ts';

/** Every valid holiday overlay under these folders (`calendars/*.yaml`), and the faults of the others. */
export function overlaysIn(dirs: readonly string[]): { overlays: Overlay[]; faults: FileFault[] } {
  const found = new Map<string, Overlay>();
  const faults: FileFault[] = [];
  for (const file of dirs.flatMap((dir) => yamlFilesIn(dir).calendars)) {
    const read = readFileAs(file, readOverlayFile);
    if ('faults' in read) faults.push(...read.faults);
    else {
      for (const [index, overlay] of read.value.entries()) {
        const ids = [overlay.id, ...overlay.also];
        const twice = ids.find((id) => found.has(id));
        for (const id of ids) found.set(id, overlay);
        if (twice === undefined) continue;
        const path = read.value.length > 1 ? ['calendars', index, 'id'] : ['id'];
        faults.push(
          fileFaultOf(file.name, read.yaml, { path, message: `there is already a calendar ${twice}` }),
        );
      }
    }
  }
  return { overlays: [...new Set(found.values())], faults };
}

/** Registers the overlays, so that `holidayCalendar('BE+official')` works. Throws at a faulty file. */
export function readOverlays(dirs: readonly string[]): void {
  const { overlays, faults } = overlaysIn(dirs);
  if (faults.length) throw violationOf(faults);
  declareOverlays(overlays);
}
