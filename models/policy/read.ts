import { declareOverlays, type Overlay } from '../../domain/calendar/overlay.ts';
import { editionName, everyEdition, gatherEditions } from '../../domain/policies/editions.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { readPack } from '../../domain/policies/schema.ts';
import { faultsAmong } from '../../domain/policies/together.ts';
import {
  type FileFault,
  fileFaultOf,
  type NamedFile,
  type ReadFile,
  readFileAs,
  yamlFilesIn,
} from './files.ts';
import { overlaysIn } from './overlays.ts';

/** The valid packs of some files, and the faults in and between files. */
type PacksRead = { packs: PolicyPack[]; faults: FileFault[] };

/** Every pack under these folders; their holiday overlays are registered first. */
export function packsIn(dirs: readonly string[]): PacksRead & { overlays: Overlay[] } {
  const { overlays, faults } = overlaysIn(dirs);
  declareOverlays(overlays);
  const files = dirs.flatMap((dir) => yamlFilesIn(dir).packs);
  const read = packsFrom(files, []);
  return { packs: read.packs, overlays, faults: [...faults, ...read.faults] };
}

/** The packs of these files, checked together with others that are known to be valid. */
export function packsFrom(files: readonly NamedFile[], beside: readonly PolicyPack[]): PacksRead {
  const faults: FileFault[] = [];
  const good: ReadFile<PolicyPack>[] = [];
  for (const file of files) {
    const read = readFileAs(file, readPack);
    if ('faults' in read) faults.push(...read.faults);
    else good.push(read);
  }
  const packs = good.map(({ value }) => value);
  const replaced = new Set(packs.map(editionName));
  const others = everyEdition(beside).filter((pack) => !replaced.has(editionName(pack)));
  for (const { pack, ...fault } of faultsAmong([...others, ...packs])) {
    const from = good.find(({ value }) => value === pack);
    if (from) faults.push(fileFaultOf(from.name, from.yaml, fault));
  }
  return { packs: gatherEditions(packs), faults };
}
