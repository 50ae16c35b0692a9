import { clauseIdsOf, clausesIn } from '../domain/policies/clauses.ts';
import type { Clock, PolicyPack } from '../domain/policies/policy.ts';
import { calendarRemarks, calendarWithCode } from '../views/calendars.ts';
import { translator } from '../views/i18n.ts';

/** A pack as `policies show` prints it: its file, the clauses it cites, and its last day. */
type Showable = PolicyPack & { clauses: string[]; until: string | null };

export function showable(pack: PolicyPack, next: PolicyPack | undefined): Showable {
  return { ...pack, clauses: clauseIdsOf(pack), until: next?.effective ?? null };
}

/** A pack as text for a terminal: one line per item, with its clause in brackets. */
export function packText(pack: Showable): string[] {
  const { clocks, rightStatements, channels, categories, pauses, retentions, exemptions, recipients } = pack;
  return [
    `${pack.title.en} (${pack.id}@${pack.version})`,
    `${pack.document.name}${pack.document.date ? `, ${pack.document.date}` : ''}; we are the ${pack.role}`,
    `In effect from ${pack.effective}${pack.effectiveChosen ? ' (chosen)' : ''} to ${pack.until ?? 'now'}`,
    `Zone ${pack.zone}, calendar ${calendarWithCode(pack.calendar, 'en', translator('en'))}${pack.calendarChosen ? ' (chosen)' : ''}`,
    ...[calendarRemarks(pack.calendar, 'en', translator('en'))].filter(Boolean),
    ...(pack.extends ? [`Builds on ${pack.extends}`] : []),
    `Rights: ${pack.rights.join(', ')}`,
    ...(channels.length ? [`Channels: ${channels.join(', ')}`] : []),
    ...section(
      'What may be asked',
      rightStatements,
      ({ rights, text }) => `${rights.join(', ')}: ${text.en}`,
    ),
    ...section('Clocks', clocks, clockLine),
    ...section('Pauses', pauses, ({ reason, model, countries = {} }) =>
      [
        `${reason}: ${model}`,
        ...Object.entries(countries).map(([in_, own]) => `${own.model} in ${in_}`),
      ].join(', '),
    ),
    ...section(
      'Kept',
      retentions,
      ({ data, period, starts = 'received' }) =>
        `${data.en}: ${period ? `${period} from ${starts}` : 'no period given'}`,
    ),
    ...section('Not reached', exemptions, ({ data, ground }) => `${data.en}: ${ground ?? 'no ground given'}`),
    ...section('Kinds of data', categories, ({ data }) => data.en),
    ...section(
      'Recipients',
      recipients,
      ({ name, purpose, place }) => `${name}: ${purpose.en}${place ? ` (${place})` : ''}`,
    ),
    ...section('Duties', pack.duties, ({ title }) => title.en),
    `Clauses: ${pack.clauses.join(', ')}`,
  ];
}

type Item = { source: string; also?: string[]; chosen?: { en: string }; confirmed?: boolean };

function section<T extends Item>(title: string, items: readonly T[], line: (item: T) => string): string[] {
  if (!items.length) return [];
  return [
    '',
    title,
    ...items.map((item) => `  ${line(item)} [${clausesIn(item).join(', ')}]${remarks(item)}`),
  ];
}

function remarks({ chosen, confirmed }: Item): string {
  return `${chosen ? ` Chosen: ${chosen.en}` : ''}${confirmed === false ? ' Not confirmed.' : ''}`;
}

function clockLine({
  title,
  period,
  extendedPeriod,
  starts,
  before,
  rolls,
  rights,
  advisory,
  countsFirstDay,
  inForceFrom,
}: Clock): string {
  const count = `${period}${extendedPeriod ? ` (extended ${extendedPeriod})` : ''}`;
  const from = before ? `before ${before}` : `from ${starts}`;
  const marks = [
    countsFirstDay ? 'the first day included' : '',
    inForceFrom ? `in force from ${inForceFrom}` : '',
    rolls ? '' : 'does not roll',
    advisory ? 'to plan by' : '',
  ].filter(Boolean);
  const whose = rights === 'all' ? '' : ` for ${rights.join(', ')}`;
  return `${title.en}: ${[`${count} ${from}${whose}`, ...marks].join(', ')}`;
}
