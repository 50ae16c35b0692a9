import { RuleViolation } from '../../domain/ruleViolation.ts';
import { line } from '../../domain/writing.ts';
import type { By, Desk } from '../desk.ts';
import { systemsOf } from '../system/register.ts';
import { type HandedOver, originOf } from '../task/handedOver.ts';

/** What a DPO says of a file that they put into an answer themselves: the system that it was taken from, and what it is. */
export type FileDescription = {
  /** The number of the system in the register, and its name when it was said. */
  systemId?: number;
  system?: string;
  /** A sentence for the person, in their language. */
  meaning?: string;
};

/** As a form sends it: the number of a system or nothing, and words or nothing. */
export type DescriptionInput = { system?: string; meaning?: string };

/** The most signs of a sentence that says what a file is. */
const MOST_SIGNS = 500;

/** What was typed, checked against the register. Throws `system-missing` for a system that is not in it, `text-too-long` for more than a sentence. */
export async function descriptionOf(
  desk: Desk,
  by: Pick<By, 'organisationId'>,
  typed: DescriptionInput,
): Promise<FileDescription> {
  const meaning = line(typed.meaning ?? '');
  if ([...meaning].length > MOST_SIGNS)
    throw new RuleViolation('text-too-long', { most: MOST_SIGNS }, 'meaning');
  const said = meaning ? { meaning } : {};
  if (!typed.system) return said;
  const system = (await systemsOf(desk, by)).find(({ id }) => String(id) === typed.system);
  if (!system) throw new RuleViolation('system-missing', {}, 'system');
  return { ...said, systemId: system.id, system: system.name };
}

/** Where files come from by what was said of them: the name and the entry of each system as they stand now, or the name as it was. */
export async function originsOfDescribed(
  desk: Desk,
  request: Pick<By, 'organisationId'>,
  described: readonly (FileDescription | undefined)[],
): Promise<(description?: FileDescription) => Partial<HandedOver>> {
  const isAsked = described.some((one) => one?.systemId !== undefined);
  const systems = isAsked ? await systemsOf(desk, request) : [];
  return ({ systemId, system } = {}) => {
    const registered = systems.find(({ id }) => id === systemId);
    if (registered) return { system: registered.name, origin: originOf(registered) };
    return system === undefined ? {} : { system };
  };
}
