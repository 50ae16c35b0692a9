import { parseArgs } from 'node:util';
import { aboutCalendar, calendarChoices } from '../domain/calendar/calendarChoices.ts';
import { readOverlays } from '../models/policy/overlays.ts';
import { calendarName, comparisonWords } from '../views/calendars.ts';
import { translator } from '../views/i18n.ts';
import { policyFolders } from './policyFolders.ts';
import { type CommandResult, done } from './result.ts';

/** `calendars`: every calendar on offer, with its overlay and what it was compared with. Needs no desk. */
export function calendarsCommand(args: string[]): CommandResult {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } });
  readOverlays(policyFolders());
  const t = translator('en');
  const every = calendarChoices().map((code) => ({
    code,
    name: calendarName(code, 'en', t),
    ...aboutCalendar(code),
  }));
  const rows = every.map(({ compared, ...about }) => ({
    ...about,
    compared: compared && { with: partnerOf(compared), on: compared.on },
  }));
  const lines = every.map(
    ({ code, name, overlay, compared }) =>
      `${code.padEnd(26)} ${name}${overlay ? ` (${overlay})` : ''}: ${comparisonWords(compared, 'en', t)}`,
  );
  return done(values.json, rows, lines);
}

/** The name of a law or an official list; for a comparison of two libraries, what they are. */
const partnerOf = ({ by, with: { en } }: { by: string; with: { en: string } }): string =>
  by === 'law' ? en : `two libraries agree: ${en}`;
