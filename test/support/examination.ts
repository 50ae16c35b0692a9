import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../config.ts';
import { examine } from '../../doctor/examine.ts';
import { runningDesk, type Subject } from '../../doctor/subject.ts';
import type { Check, Finding } from '../../domain/doctor.ts';
import { findingText } from '../../views/settings/doctor.ts';
import { testDatabaseUrl } from './database.ts';
import { deskForTests, TEST_SECRET, type TestDesk } from './desk.ts';
import { temporaryFolder } from './process.ts';

export type Examination = {
  desk: TestDesk;
  /** Its settings, which may be changed. */
  environment: Record<string, string>;
  subject(): Subject;
  /** The result of one check, such as `warn: None was ever made.`; undefined if it has nothing to report. */
  of(check: Check, change?: Partial<Subject>): Promise<string | undefined>;
  remove(): void;
};

/** A running desk in its own folder, to be examined. */
export async function examination(): Promise<Examination> {
  const DATABASE_URL = await testDatabaseUrl(); // which empties it
  const desk = await deskForTests({ at: new Date().toISOString() });
  const { folder, remove } = temporaryFolder();
  const DATA_DIR = join(folder, 'data');
  mkdirSync(DATA_DIR, { mode: 0o700 });
  const environment: Record<string, string> = { DATA_DIR, DATABASE_URL, SECRET_KEY: TEST_SECRET };
  const subject = () => runningDesk(readSettings(environment), desk);
  return {
    desk,
    environment,
    subject,
    of: async (check, change = {}) => told(await examine({ ...subject(), ...change }), check),
    remove,
  };
}

export function told(found: Finding[], check: Check): string | undefined {
  const finding = found.find((one) => one.check === check);
  return finding && `${finding.state}: ${findingText(finding, 'en', 'UTC')}`;
}
