import { parseArgs } from 'node:util';
import { ConfigurationFault, readSettings, type Settings } from '../config.ts';
import { examine } from '../doctor/examine.ts';
import { examined } from '../doctor/subject.ts';
import { type Finding, fail, findingOf } from '../domain/doctor.ts';
import { translator } from '../views/i18n.ts';
import { findingText } from '../views/settings/doctor.ts';
import { type CommandResult, done, EXIT } from './result.ts';

/** `doctor`: checks everything that a desk depends on, one line each; exit code 1 on a failure. Changes nothing. */
export async function doctorCommand(args: string[]): Promise<CommandResult> {
  const { json } = parseArgs({ args, options: { json: { type: 'boolean' } } }).values;
  const found = await findings();
  const told = found.map((finding) => ({
    check: finding.check,
    state: finding.state,
    text: findingText(finding, 'en', 'UTC'),
  }));
  const t = translator('en');
  const lines = told.map(
    ({ check, state, text }) => `${state.padEnd(4)}  ${t(`doctor:check.${check}`).padEnd(15)}  ${text}`,
  );
  const isWell = found.every(({ state }) => state !== 'fail');
  return { ...done(json, told, lines), exitCode: isWell ? EXIT.done : EXIT.no };
}

async function findings(): Promise<Finding[]> {
  let settings: Settings;
  try {
    settings = readSettings();
  } catch (error) {
    if (!(error instanceof ConfigurationFault)) throw error;
    return [findingOf('settings', [fail('settingWrong', { why: error.message })])];
  }
  return examined(settings, examine);
}
