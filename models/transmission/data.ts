import { type Key, unsealJson } from '../crypto/keyring.ts';
import type { Transmission } from '../transmission.ts';

/** To whom the data are to go, and how the wish is known: in the person's own words, or in those of who recorded it. */
export type Wish = { provider: string; email: string; wish: string };
/** What a transmission keeps sealed. */
export type TransmissionData = Wish & { reason?: string };

/** What a transmission keeps sealed, opened. */
export const dataOf = (key: Key, { data }: Pick<Transmission, 'data'>): TransmissionData =>
  unsealJson<TransmissionData>(key, data);
