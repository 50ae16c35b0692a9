import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Fault } from '../../domain/fault.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { readYaml, type TextPosition, type YamlFile } from './yamlFile.ts';

/** Holiday overlays are in folders of this name; every other YAML file is a pack. */
export const CALENDARS = 'calendars';

/** A fault in a file: its position, and what is allowed there. */
export type FileFault = TextPosition & { file: string; path: string; message: string; unreadable?: true };

/** A parsed file that can map its parts to positions. */
export type ReadFile<T> = { value: T; name: string; yaml: YamlFile };

/** A file under one of these folders: its path, and the name to show. */
export type NamedFile = { path: string; name: string };

/** Every YAML file below a folder, sorted by name, as packs or as calendars. */
export function yamlFilesIn(dir: string): { packs: NamedFile[]; calendars: NamedFile[] } {
  const found: { packs: NamedFile[]; calendars: NamedFile[] } = { packs: [], calendars: [] };
  const walk = (folder: string, list: NamedFile[]) => {
    for (const entry of readdirSync(folder).sort()) {
      const path = join(folder, entry);
      if (statSync(path).isDirectory()) walk(path, entry === CALENDARS ? found.calendars : list);
      else if (path.endsWith('.yaml')) list.push({ path, name: relative(dir, path) });
    }
  };
  walk(dir, found.packs);
  return found;
}

type ParseResult<T> = { value: T } | { faults: Fault[] };

/** Parses one file by the schema of its kind. Faults have line and column. */
export function readFileAs<T>(
  { path, name }: NamedFile,
  by: (content: unknown) => ParseResult<T>,
): ReadFile<T> | { faults: FileFault[] } {
  const read = readYaml(path);
  if ('faults' in read) {
    return { faults: read.faults.map((fault) => ({ ...fault, file: name, path: '', unreadable: true })) };
  }
  const outcome = by(read.file.content);
  if ('value' in outcome) return { value: outcome.value, name, yaml: read.file };
  return { faults: outcome.faults.map((fault) => fileFaultOf(name, read.file, fault)) };
}

/** A fault of the content with its position in the file. */
export function fileFaultOf(name: string, yaml: YamlFile, { path, message, key }: Fault): FileFault {
  const place = key === undefined ? yaml.placeOf(path) : yaml.placeOfKey(path, key);
  const where = path.join('.');
  return { ...place, file: name, path: where, message: where ? `${where}: ${message}` : message };
}

/** The first fault as a RuleViolation, for callers that cannot go on without a valid file. */
export function violationOf([first, ...more]: readonly FileFault[]): RuleViolation {
  const { unreadable, ...data } = first as FileFault;
  return new RuleViolation(unreadable ? 'pack-unreadable' : 'pack-invalid', {
    ...data,
    faults: more.length + 1,
  });
}
