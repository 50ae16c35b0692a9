import { parseArgs } from 'node:util';
import { calendarDate } from '../domain/calendar/calendarDate.ts';
import { packInEffect } from '../domain/policies/inEffect.ts';
import type { PolicyPack } from '../domain/policies/policy.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { faultsOfFiles } from '../models/policy/check.ts';
import { readPacks } from '../models/policy.ts';
import { readInput } from './inputFile.ts';
import { policyFolders } from './policyFolders.ts';
import { packText, showable } from './policyText.ts';
import { type CommandResult, done, EXIT, WrongUsage } from './result.ts';
import { usageOf } from './usage.ts';

const USAGE = usageOf('policies');

/** `policies`: reads the packs without a desk, except `sync`, which stores them in its database. */
export async function policiesCommand([verb, ...args]: string[]): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  const given = positionals.length;
  if (verb === 'list' && given === 0) return list(values.json);
  if (verb === 'show' && given === 1) return show(positionals[0] as string, values.json);
  if (verb === 'check' && given > 0) return check(positionals, values.json);
  if (verb === 'sync' && given === 0) return (await import('./policySync.ts')).sync(values.json);
  throw new WrongUsage(USAGE);
}

function list(json?: boolean): CommandResult {
  const packs = readPacks(policyFolders());
  const rows = packs.map(({ id, version, role, effective, effectiveChosen, published, title, ...pack }) => {
    const until = nextOf(packs, id, effective)?.effective ?? null;
    const { extends: foundation = null } = pack;
    return { id, version, title, role, effective, effectiveChosen, until, extends: foundation, published };
  });
  const lines = rows.map(({ id, version, effective, until, role, title }) =>
    [
      `${id}@${version}`.padEnd(28),
      `${effective} to ${until ?? 'now'}`.padEnd(25),
      role.padEnd(10),
      title.en,
    ].join(' '),
  );
  return done(json, rows, lines);
}

/** Shows a pack: the given version, else the one in effect today, else the next one. */
function show(ref: string, json?: boolean): CommandResult {
  const packs = readPacks(policyFolders());
  const [id = '', version] = ref.split('@');
  const today = calendarDate(new Date().toISOString().slice(0, 10));
  const own = packs.filter((pack) => pack.id === id);
  const pack =
    version === undefined
      ? (packInEffect(own, id, today) ?? own[0])
      : own.find((each) => each.version === version);
  if (!pack) throw new RuleViolation('policy-unknown', { policy: ref });
  const shown = showable(pack, nextOf(packs, id, pack.effective));
  return done(json, shown, packText(shown));
}

function check(files: string[], json?: boolean): CommandResult {
  for (const file of files) readInput(file);
  const faults = faultsOfFiles(files, policyFolders()).map(({ file, line, column, message }) => ({
    file,
    line,
    column,
    message,
  }));
  const lines = faults.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
  const good = [`Nothing is wrong with ${files.join(', ')}.`];
  return {
    ...done(json, faults, faults.length ? lines : good),
    exitCode: faults.length ? EXIT.no : EXIT.done,
  };
}

const nextOf = (packs: readonly PolicyPack[], id: string, effective: string): PolicyPack | undefined =>
  packs.find((pack) => pack.id === id && pack.effective > effective);
