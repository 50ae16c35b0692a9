import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSources, type Source } from './support/sources.ts';

/** `npm run map`: draws the rooms and who imports whom into docs/architecture.md, between its two marks. */

const PAGE = join(import.meta.dirname, '../docs/architecture.md');
const MARKS = ['<!-- the map begins -->', '<!-- the map ends -->'] as const;

/** Files of the root that start a process or put one together; they are drawn as one room. */
const ENTRANCES = /^(server|app|cli|config)\.ts$/;

type Room = { name: string; runs: Set<string>; types: Set<string> };

/** The map as Markdown: a picture of the rooms, then how the rooms of `models/` hang together. Tests are left out. */
export function mapOf(sources: Source[]): string {
  const house = sources.filter(({ room }) => room !== 'test');
  const rooms = roomsOf(house, roomIn);
  const inModels = roomsOf(
    house.filter(({ room }) => room === 'models'),
    partIn,
  );
  return [
    '```mermaid',
    'flowchart TD',
    ...rooms.map(({ name }) => `  ${idOf(name)}["${name}"]`),
    ...rooms.flatMap(({ name, runs, types }) => [
      ...[...runs].sort().map((to) => `  ${idOf(name)} --> ${idOf(to)}`),
      ...[...types].sort().flatMap((to) => (runs.has(to) ? [] : [`  ${idOf(name)} -.-> ${idOf(to)}`])),
    ]),
    '```',
    '',
    'A dotted arrow imports only types.',
    '',
    '| in `models/` | imports, of the other parts of `models/` |',
    '|---|---|',
    ...inModels.map(({ name, runs }) => `| ${name} | ${[...runs].sort().join(', ')} |`),
  ].join('\n');
}

/** The page with the map between its marks. */
export function withMap(page: string, map: string): string {
  const [begin, end] = MARKS;
  const [before = '', rest = ''] = page.split(begin);
  return `${before}${begin}\n${map}\n${end}${rest.split(end)[1] ?? ''}`;
}

function roomsOf(sources: Source[], roomIn: (file: string) => string): Room[] {
  const rooms = new Map<string, Room>();
  for (const { file } of sources) {
    const name = roomIn(file);
    if (!rooms.has(name)) rooms.set(name, { name, runs: new Set(), types: new Set() });
  }
  for (const { file, imports } of sources)
    for (const { of, ours, types } of imports) {
      const [from, to] = [roomIn(file), roomIn(of)];
      if (ours && from !== to && rooms.has(to)) rooms.get(from)?.[types ? 'types' : 'runs'].add(to);
    }
  return [...rooms.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function roomIn(file: string): string {
  const [first = '', second] = file.split('/');
  if (second) return first;
  return ENTRANCES.test(first) ? 'server, app, cli, config' : first;
}

/** The noun of a file: `letter.ts` and what is in `letter/` are one. */
const partIn = (file: string): string => (file.split('/')[1] ?? '').replace(/\.ts$/, '');

const idOf = (name: string): string => name.replace(/\W+/g, '_');

if (import.meta.main) writeFileSync(PAGE, withMap(readFileSync(PAGE, 'utf8'), mapOf(readSources())));
