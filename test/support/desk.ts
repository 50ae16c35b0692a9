import { createKeyring } from '../../models/crypto/keyring.ts';
import type { Desk, TimeSource } from '../../models/desk.ts';
import { createOrganisation } from '../../models/organisation/create.ts';
import type { Organisation } from '../../models/organisation.ts';
import { readPacks, shippedPoliciesDir } from '../../models/policy.ts';
import { emptyDatabase } from './database.ts';

export type TestClock = TimeSource & {
  /** Sets the time: `2026-01-31T10:00:00Z`. */
  set(at: string): void;
  /** Moves the time forward. */
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void;
};
export type TestDesk = Desk & { clock: TestClock; organisation: Organisation };

/** The secret key of every test desk; a process started on its database needs it as SECRET_KEY. */
export const TEST_SECRET = 'a secret for tests, long enough to be one';

let packs: Desk['packs'] | undefined;

/** A desk on an empty database with one organisation and a clock that stands still until it is set. */
export async function deskForTests({ at = '2026-03-02T09:00:00Z' } = {}): Promise<TestDesk> {
  const database = await emptyDatabase();
  packs ??= readPacks([shippedPoliciesDir]);
  const desk: Desk & { clock: TestClock } = {
    database,
    clock: clockAt(at),
    keyring: createKeyring(Buffer.from(TEST_SECRET)),
    packs: [...packs],
    baseUrl: 'http://localhost:3000',
  };
  const organisation = await createOrganisation(desk, {
    name: 'Example Hosting',
    slug: 'example',
    replyAddress: 'privacy@example.org',
    postalAddress: '1 Sample Street, 75000 Paris',
  });
  return { ...desk, organisation };
}

/** A second organisation on the same desk. */
export async function anotherOrganisation(desk: Desk, slug = 'other'): Promise<Organisation> {
  return createOrganisation(desk, { name: `Organisation ${slug}`, slug });
}

export function clockAt(at: string): TestClock {
  let now = momentOf(at);
  const clock = () => new Date(now);
  return Object.assign(clock, {
    set: (later: string) => {
      now = momentOf(later);
    },
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      now += ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000;
    },
  });
}

function momentOf(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms) || !/(Z|[+-]\d\d:\d\d)$/.test(text))
    throw new Error(`Not an instant with offset: ${text}`);
  return ms;
}
