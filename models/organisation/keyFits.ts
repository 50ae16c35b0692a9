import type { Desk } from '../desk.ts';
import { defaultOrganisation } from './find.ts';

/** Whether the desk's key is the one that its rows were sealed under. Under another nothing that people wrote can be read. */
export async function keyFits({ keyring }: Desk): Promise<boolean> {
  const { wrappedKey } = await defaultOrganisation();
  try {
    keyring.unwrap(wrappedKey);
    return true;
  } catch {
    return false; // it does not open, and that is the answer
  }
}
